package dev.drawbridge.oauth.internal.logo;

import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.LogoStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures that apps name by a URL: fetched by the platform, never by a user's browser. */
class FetchedLogoTest {

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 200;
    private volatile byte[] file = LogoFileTest.image("png", 40, 40);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = file;
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    @Tag("A-043")
    @DisplayName("the picture at the logo URL is fetched once, and shown from the platform's own origin")
    void fetched() {
        OAuthWorld platform = OAuthWorld.at(URI.create("http://localhost:8080"), UnaryOperator.identity());
        App app = pictured(platform, url("/logo.png"));

        platform.test.runJobs();
        platform.test.runJobs();

        App now = platform.core.apps().find(app.id()).orElseThrow();
        assertThat(requests).hasValue(1);
        assertThat(now.version()).isEqualTo(app.version());
        String page = platform.browser("usr_pro").get(authorize(request())).text();
        assertThat(page).contains("src=\"" + LogoPaths.of(now) + "\"").doesNotContain("/logo.png");
        Response served = platform.get(LogoPaths.of(now));
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).contains("image/png");
    }

    @Test
    @DisplayName("without development mode an address of this machine is not fetched")
    void guarded() {
        OAuthWorld platform = new OAuthWorld();
        App app = pictured(platform, url("/logo.png"));

        platform.test.runJobs();

        assertThat(requests).hasValue(0);
        assertThat(platform.core.apps().find(app.id()).orElseThrow().logo()).isNull();
    }

    @Test
    @DisplayName("a server that fails is asked again later, and a file that is no picture is not asked for again")
    void again() {
        OAuthWorld platform = OAuthWorld.at(URI.create("http://localhost:8080"), UnaryOperator.identity());
        status = 503;
        App app = pictured(platform, url("/logo.png"));
        platform.test.runJobs();
        platform.test.runJobs();
        assertThat(requests).hasValue(1);

        status = 200;
        file = "<html>".getBytes(StandardCharsets.US_ASCII);
        platform.clock.advance(Duration.ofMinutes(1));
        platform.test.runJobs();
        platform.clock.advance(Duration.ofDays(2));
        platform.test.runJobs();

        assertThat(requests).hasValue(2);
        assertThat(platform.core.apps().find(app.id()).orElseThrow().logo()).isNull();
    }

    @Test
    @DisplayName("a logo URL that is taken away takes its picture along")
    void takenAway() {
        OAuthWorld platform = OAuthWorld.at(URI.create("http://localhost:8080"), UnaryOperator.identity());
        App app = pictured(platform, url("/logo.png"));
        platform.test.runJobs();

        App now = platform.core.apps().find(app.id()).orElseThrow();
        platform.server.apps().edit(now, AppDraft.from(now).logoUrl("").build(), Actor.SYSTEM);

        assertThat(platform.core.apps().find(app.id()).orElseThrow().logo()).isNull();
        assertThat(platform.get(LogoPaths.of(now)).status()).isEqualTo(404);
    }

    /** By the store, because the rules want https. */
    private static App pictured(OAuthWorld platform, String url) {
        App app = platform.web
                .with()
                .profile(platform.web.profile().with().logoUrl(URI.create(url)).build())
                .nextVersion()
                .build();
        platform.edit(app);
        platform.stores.logos().fetchLater(new LogoStore.Fetch(app.id(), URI.create(url), 0, platform.clock.instant()));
        return app;
    }
}
