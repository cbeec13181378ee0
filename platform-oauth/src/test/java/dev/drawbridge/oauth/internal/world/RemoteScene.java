package dev.drawbridge.oauth.internal.world;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.internal.jwt.SigningKey;
import dev.drawbridge.oauth.remote.JwksAccessTokenVerifier;
import dev.drawbridge.oauth.remote.JwksAccessTokenVerifierBuilder;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An authorization server over HTTP, and a service elsewhere that knows nothing of it but its issuer. */
public final class RemoteScene implements AutoCloseable {

    public static final ClientId SERVICE = new ClientId("the-service");

    public final SettableClock clock;
    public final AtomicInteger keyFetches = new AtomicInteger();
    public final AtomicInteger unchanged = new AtomicInteger();
    public final URI issuer;
    public final URI resource;
    public final OAuthScene oauth;
    public final AuthorizationServer authorization;
    public volatile boolean down;
    private final HttpServer server;
    private final MemoryOAuthStores stores;
    private final TestPlatform test;

    public RemoteScene() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        resource = URI.create(issuer + "/api/v1");
        OAuthWorld world = OAuthWorld.at(issuer, settings -> settings.resourceServer(SERVICE));
        clock = world.clock;
        stores = world.stores;
        test = world.test;
        oauth = world.oauth;
        authorization = world.server;
        server.createContext(
                "/", new JdkHttpServerAdapter(counted(test.platform().handler())));
        server.start();
    }

    private Handler counted(Handler next) {
        return request -> {
            if (down) {
                return Response.of(502, "text/html", "<h1>Bad gateway</h1>");
            }
            Response response = next.handle(request);
            if (request.path().equals("/oauth/jwks")) {
                keyFetches.incrementAndGet();
                unchanged.addAndGet(response.status() == 304 ? 1 : 0);
            }
            return response;
        };
    }

    public JwksAccessTokenVerifier verifier() {
        return verifier(builder -> builder);
    }

    public JwksAccessTokenVerifier verifier(UnaryOperator<JwksAccessTokenVerifierBuilder> settings) {
        return settings.apply(JwksAccessTokenVerifier.builder(issuer, resource)
                        .clock(clock)
                        .insecureDevelopmentMode())
                .build();
    }

    /** A token of a machine app that runs as usr_pro for co_pro. */
    public String token(String... scopes) {
        OAuthScene.Client machine = machine(scopes);
        return OAuthScene.text(oauth.token(machine, Map.of("grant_type", "client_credentials")), "access_token");
    }

    public OAuthScene.Client machine(String... scopes) {
        OAuthScene.Client machine = oauth.register(AppType.MACHINE, scopes);
        oauth.install(machine, "co_pro", "usr_pro", scopes);
        return machine;
    }

    /** The service's own app, which asks about tokens. */
    public Secret secret() {
        return oauth.register(SERVICE, AppType.WEB, "tickets.read").secret();
    }

    /** The key that signs now, as whoever stole it has it. */
    public SigningKey stolenKey() {
        StoredSigningKey row = stores.keys().all().get(0);
        byte[] opened = CoreServices.of(test.env())
                .vault()
                .open(Vault.Purpose.SIGNING, "dp_signing_key/" + row.kid(), row.sealed());
        return SigningKey.of(row.kid(), row.algorithm(), opened);
    }

    public static Request call(Headers headers) {
        return Request.of("GET", "/api/v1/reports", headers, InetAddress.getLoopbackAddress());
    }

    public Response get(String path) {
        return test.handle(Request.of("GET", path, Headers.NONE, InetAddress.getLoopbackAddress()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
