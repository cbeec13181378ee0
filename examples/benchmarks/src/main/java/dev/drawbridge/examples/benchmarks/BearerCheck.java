package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.AccessTokenVerifier;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.VerifiedAccessToken;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the check of a bearer token costs: a token that this node has seen, and one that it has not. ES256. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BearerCheck {

    /** More than the verifier remembers, so that a token is forgotten before it comes again. */
    private static final int TOKENS = 32_768;

    private final List<Secret> tokens = new ArrayList<>(TOKENS);
    private final AccessTokenVerifier verifier;
    private int next;

    /** Issues the tokens; JMH calls it before it measures. */
    public BearerCheck() {
        SettableClock clock = new SettableClock();
        MemoryCoreStores core = new MemoryCoreStores(clock);
        OAuthStores stores = MemoryOAuthStores.on(core.transactions());
        AuthorizationServer[] server = new AuthorizationServer[1];
        TestPlatform platform = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .add(env -> server[0] = AuthorizationServer.on(env, stores))
                .build();
        OAuthScene scene = OAuthStoreRows.scene(platform, stores);
        OAuthScene.Client client = scene.register(AppType.MACHINE, "tickets.read");
        Grant grant = scene.install(client, "co_high", "usr_high", "tickets.read");
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials", "company", grant.company().value());
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(Secret.of(OAuthScene.text(scene.token(client, form), "access_token")));
        }
        verifier = server[0].verifier();
    }

    /**
     * A token that was checked before.
     *
     * @return what was found
     */
    @Benchmark
    public TokenCheck<VerifiedAccessToken> cached() {
        return valid(verifier.verify(tokens.get(0)));
    }

    /**
     * A token that this node checks for the first time.
     *
     * @return what was found
     */
    @Benchmark
    public TokenCheck<VerifiedAccessToken> firstTime() {
        next = (next + 1) % TOKENS;
        return valid(verifier.verify(tokens.get(next)));
    }

    private static TokenCheck<VerifiedAccessToken> valid(TokenCheck<VerifiedAccessToken> found) {
        if (!(found instanceof TokenCheck.Valid)) {
            throw new IllegalStateException("The token is good but was refused: " + found);
        }
        return found;
    }
}
