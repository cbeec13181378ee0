package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of signing keys, on every store, with two nodes. */
public abstract class KeyContract {

    /** Half of what an access token lives and of what the JWK set may be cached. */
    private static final Duration STEP = Duration.ofMinutes(30);

    private static final Actor OPERATOR = new Actor("admin", "operator", null, null);

    private final SettableClock clock = new SettableClock();

    /** For subclasses. */
    protected KeyContract() {}

    /**
     * Returns empty stores of core.
     *
     * @param settable the clock of the test, for stores that keep time themselves
     * @return the same instance for all nodes of a test
     */
    protected abstract CoreStores core(SettableClock settable);

    /**
     * Returns the stores of the authorization server on the same database.
     *
     * @return the same instance for all nodes of a test
     */
    protected abstract OAuthStores oauth();

    @Test
    @Tag("A-134")
    @Tag("JWT-07")
    @DisplayName("while keys rotate no token fails on any node or with a JWK set that is an hour old")
    void rotation() {
        CoreStores core = core(clock);
        Node one = new Node(core);
        Node two = new Node(core);
        OAuthScene.Client client = machine(one);
        clock.advance(SigningKeys.SIGNING_PERIOD.minus(STEP.multipliedBy(3)));
        Instant end = clock.instant().plus(Duration.ofDays(4));
        Set<String> anHourAgo = one.published();
        Set<String> halfAnHourAgo = anHourAgo;
        List<String> tokens = List.of(one.token(client), two.token(client));
        Set<String> signedWith = new HashSet<>();

        while (clock.instant().isBefore(end)) {
            clock.advance(STEP);
            (clock.instant().getEpochSecond() / STEP.toSeconds() % 2 == 0 ? one : two).careForKeys();
            // What every node does every second.
            List.of(one, two)
                    .forEach(node -> CoreServices.of(node.test.env()).changes().poll());
            List<String> fresh = List.of(one.token(client), two.token(client));
            List<String> all = new ArrayList<>(tokens);
            all.addAll(fresh);

            assertAcceptedByBoth(all, one, two);
            assertThat(anHourAgo)
                    .containsAll(fresh.stream().map(KeyContract::kid).toList());
            fresh.forEach(token -> signedWith.add(kid(token)));
            anHourAgo = halfAnHourAgo;
            halfAnHourAgo = one.published();
            tokens = fresh;
        }

        assertThat(signedWith).hasSize(2);
        assertThat(one.published()).containsExactly(kid(tokens.get(0)));
        assertThat(oauth().keys().all()).hasSize(1);
    }

    private static void assertAcceptedByBoth(List<String> tokens, Node one, Node two) {
        assertThat(tokens).allMatch(one::accepts).allMatch(two::accepts);
        assertThat(one.published())
                .isEqualTo(two.published())
                .containsAll(tokens.stream().map(KeyContract::kid).toList());
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("a revoked key and its tokens are refused on both nodes, and a new key signs immediately")
    void revocation() {
        CoreStores core = core(clock);
        Node one = new Node(core);
        Node two = new Node(core);
        OAuthScene.Client client = machine(one);
        String first = one.token(client);
        String second = two.token(client);
        String kid = kid(first);
        // Both nodes have verified and remember them.
        assertThat(List.of(first, second)).allMatch(one::accepts).allMatch(two::accepts);

        assertThat(one.server.keys().revoke(kid, OPERATOR)).isTrue();

        assertThat(List.of(first, second)).noneMatch(one::accepts);
        assertThat(one.published()).hasSize(1).doesNotContain(kid);
        String next = one.token(client);
        assertThat(kid(next)).isNotEqualTo(kid);
        assertThat(one.accepts(next)).isTrue();

        CoreServices.of(two.test.env()).changes().poll();
        assertThat(List.of(first, second)).noneMatch(two::accepts);
        assertThat(two.published()).isEqualTo(one.published());
        assertThat(kid(two.token(client))).isEqualTo(kid(next));
        assertThat(two.accepts(next)).isTrue();
        assertThat(new Node(core).accepts(first)).as("a node that starts later").isFalse();
        assertThat(core.journal().about("key", kid, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("key.revoked");
            assertThat(entry.actorId()).isEqualTo("operator");
        });
        assertThat(two.server.keys().revoke(kid, OPERATOR)).isFalse();
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("of eight simultaneous revocations on two nodes one counts, and there is one new key")
    void revocationRace() {
        CoreStores core = core(clock);
        Node one = new Node(core);
        Node two = new Node(core);
        String kid = one.published().iterator().next();

        List<Boolean> revoked =
                Race.of(8, thread -> (thread % 2 == 0 ? one : two).server.keys().revoke(kid, OPERATOR));

        assertThat(revoked).containsOnlyOnce(true);
        assertThat(oauth().keys().all()).singleElement().satisfies(key -> {
            assertThat(key.kid()).isNotEqualTo(kid);
            assertThat(key.publishedUntil()).isNull();
        });
    }

    @Test
    @Tag("JWT-08")
    @DisplayName("revoking a retired key takes its tokens along and leaves the signing key alone")
    void revocationOfARetiredKey() {
        Node node = new Node(core(clock));
        OAuthScene.Client client = machine(node);
        clock.advance(SigningKeys.SIGNING_PERIOD);
        node.careForKeys();
        clock.advance(SigningKeys.ANNOUNCEMENT.minusSeconds(1));
        String last = node.token(client);
        clock.advance(Duration.ofSeconds(1));
        node.careForKeys();
        String current = node.token(client);
        assertThat(kid(current)).isNotEqualTo(kid(last));
        assertThat(node.accepts(last)).isTrue();

        assertThat(node.server.keys().revoke(kid(last), OPERATOR)).isTrue();

        assertThat(node.accepts(last)).isFalse();
        assertThat(node.accepts(current)).isTrue();
        assertThat(node.server.keys().published()).singleElement().satisfies(key -> {
            assertThat(key.kid()).isEqualTo(kid(current));
            assertThat(key.signs()).isTrue();
        });
    }

    private static OAuthScene.Client machine(Node node) {
        OAuthScene.Client client = node.scene.register(AppType.MACHINE, "tickets.read");
        node.scene.install(client, "co_pro", "usr_pro", "tickets.read");
        return client;
    }

    private static String kid(String token) {
        return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]))
                .text("kid")
                .orElseThrow();
    }

    /** A process on the shared stores. */
    private final class Node {

        final TestPlatform test;
        final AuthorizationServer server;
        final OAuthScene scene;

        Node(CoreStores core) {
            List<AuthorizationServer> made = new ArrayList<>();
            this.test = TestPlatform.builder()
                    .clock(clock)
                    .stores(core)
                    .add(env -> {
                        made.add(AuthorizationServer.on(env, oauth()));
                        return made.get(0);
                    })
                    .build();
            this.server = made.get(0);
            this.scene = OAuthStoreRows.scene(test, oauth());
        }

        String token(OAuthScene.Client client) {
            return OAuthScene.text(scene.token(client, Map.of("grant_type", "client_credentials")), "access_token");
        }

        boolean accepts(String token) {
            return server.verifier().verify(Secret.of(token)) instanceof TokenCheck.Valid;
        }

        void careForKeys() {
            test.platform().jobs().stream()
                    .filter(job -> job.name().equals("signing-keys"))
                    .forEach(Job::runOnce);
        }

        @SuppressWarnings("unchecked")
        Set<String> published() {
            byte[] set = test.handle(Request.of("GET", "/oauth/jwks", Headers.NONE, InetAddress.getLoopbackAddress()))
                    .body();
            Set<String> kids = new HashSet<>();
            Object keys = Json.readObject(set).toMap().get("keys");
            ((List<Map<String, Object>>) Objects.requireNonNull(keys))
                    .forEach(key -> kids.add(String.valueOf(key.get("kid"))));
            return kids;
        }
    }
}
