package dev.drawbridge.examples.host;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.UnaryOperator;

/** An authorization server over HTTP for clients that we did not write; its clock has the real time. */
final class ServerForClients implements AutoCloseable {

    final TestPlatform test;
    final OAuthScene scene;
    final SettableClock clock = new SettableClock(PlatformClock.system().instant());
    final String issuer;
    private final HttpServer server;

    ServerForClients(UnaryOperator<AuthorizationServerBuilder> settings) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        MemoryCoreStores core = new MemoryCoreStores(clock);
        MemoryOAuthStores stores = MemoryOAuthStores.on(core.transactions());
        test = TestPlatform.builder()
                .issuer(URI.create(issuer))
                .clock(clock)
                .stores(core)
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .add(env ->
                        settings.apply(AuthorizationServer.builder(env, stores)).build())
                .build();
        scene = OAuthStoreRows.scene(test, stores);
        server.createContext("/", new JdkHttpServerAdapter(test.platform().handler()));
        server.start();
    }

    /** The resource that access tokens are for. */
    String resource() {
        return issuer + "/api/v1";
    }

    /** Opens an authorization request in the browser of an administrator of {@code co_pro}, who allows it. */
    Parameters allow(String request) {
        Browser browser = Browser.of(test::handle, URI.create(issuer));
        browser.setCookie(FakeHost.USER, "usr_pro");
        String redirect = browser.get(request.substring(issuer.length()))
                .form()
                .submit("allow")
                .location();
        return Parameters.parse(URI.create(redirect).getRawQuery());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
