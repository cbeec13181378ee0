package dev.drawbridge.oauth.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is judged, then written: what changes in between is seen by the writing. */
class MeanwhileTest {

    private static final int ROUNDS = 60;
    private static final String REDIRECT_URI = "https://assistant.test/callback";
    private static final String LIVES = "A user who connected the client keeps it";

    private final FakeHost host = FakeHost.withPeople();
    // Happens once, when the host is asked about a user: after the request was read, before anything is written.
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final OAuthWorld world = new OAuthWorld(
            surroundings -> surroundings.host(host).set(builder -> builder.hostDirectory(new Interrupting())),
            settings -> settings.dynamicRegistration(DynamicRegistration.open().withLimits(1_000, 1_000)));
    private final SettableClock clock = world.clock;
    private final MemoryCoreStores core = world.core;
    private final TestPlatform test = world.test;
    private final OAuthScene oauth = world.oauth;
    private final HostBrowser browser = world.browser("usr_pro");

    @Test
    @Tag("A-072")
    @DisplayName("a consent to an app that is revoked meanwhile connects nothing")
    void consentToARevokedApp() {
        App app = oauth.register(AppType.WEB, "tickets.read").app();
        Response page = browser.get(
                OAuthWorld.authorize(DocumentScene.request(app.clientId().value(), OAuthScene.REDIRECT_URI)));
        meanwhile.set(() -> revoke(app));

        Response allowed = browser.submit(page, "decision", "allow");

        assertThat(allowed.status()).isNotEqualTo(303);
        assertThat(core.grants().activeOf(app.id())).isEmpty();
    }

    @Test
    @DisplayName("an installation of an app that is revoked meanwhile installs nothing")
    void installationOfARevokedApp() {
        App app = oauth.register(AppType.MACHINE, "tickets.read").app();
        Response page = browser.get("/oauth/install?client_id=" + app.clientId());
        meanwhile.set(() -> revoke(app));

        Response allowed = browser.submit(page, "decision", "allow", "scope=tickets.read", "runAs=usr_pro");

        assertThat(allowed.status()).isNotEqualTo(303);
        assertThat(core.grants().activeOf(app.id())).isEmpty();
    }

    @Test
    @Tag("A-063")
    @DisplayName("an app that was revoked since it was read gets no secret, and its old ones stay as they are")
    void secretsOfARevokedApp() {
        App read = oauth.register(AppType.WEB, "tickets.read").app();
        revoke(read);

        assertThatThrownBy(() -> world.server.secrets().rotate(read, Duration.ZERO, true, "", Actor.SYSTEM))
                .isInstanceOfSatisfying(
                        AppRefusedException.class,
                        e -> assertThat(e.refusal().wireName()).isEqualTo("app_revoked"));
        assertThat(world.server.secrets().list(read)).hasSize(1);
    }

    @Test
    @Tag("DCR-01")
    @DisplayName("a client that is connected while it is judged unused is kept, or the user is told")
    void aClientThatIsConnectedAtTheLastMoment() {
        for (int round = 0; round < ROUNDS; round++) {
            String id = register();
            clock.advance(DynamicRegistration.DEFAULT_UNUSED_FOR.minusMinutes(5));
            Response page = browser.get(OAuthWorld.authorize(DocumentScene.request(id, REDIRECT_URI)));
            clock.advance(Duration.ofMinutes(5));

            List<Boolean> connected = Race.of(2, racer -> {
                if (racer == 0) {
                    return browser.submit(page, "decision", "allow").status() == 303;
                }
                test.platform().jobs().stream()
                        .filter(job -> job.name().equals("unused-clients"))
                        .forEach(job -> job.runOnce());
                return false;
            });

            App app = core.apps().findByClientId(new ClientId(id)).orElseThrow();
            assertThat(app.status() == AppStatus.ACTIVE).as(LIVES).isEqualTo(connected.get(0));
        }
    }

    private void revoke(App app) {
        assertThat(core.apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, SettableClock.START))
                .isTrue();
    }

    private String register() {
        Map<String, Object> metadata = Map.of(
                "client_name",
                "Assistant",
                "redirect_uris",
                List.of(REDIRECT_URI),
                "token_endpoint_auth_method",
                "none");
        return OAuthScene.text(
                test.handle(Request.of(
                                "POST",
                                "/oauth/register",
                                Headers.NONE.with("Content-Type", "application/json"),
                                InetAddress.getLoopbackAddress())
                        .withBody(Json.write(metadata).getBytes(StandardCharsets.UTF_8))),
                "client_id");
    }

    /** The host's people; something else happens while it is asked. */
    private final class Interrupting implements HostDirectory {

        @Override
        public Optional<Member> member(CompanyId company, UserId user) {
            meanwhile.getAndSet(() -> {}).run();
            return host.member(company, user);
        }

        @Override
        public List<Member> memberships(UserId user) {
            meanwhile.getAndSet(() -> {}).run();
            return host.memberships(user);
        }

        @Override
        public List<Member> runAsChoices(CompanyId company, UserId installer) {
            meanwhile.getAndSet(() -> {}).run();
            return host.runAsChoices(company, installer);
        }
    }
}
