package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlatformClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README says is true. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    @Test
    @Tag("A-123")
    @DisplayName("the README's lines are those that are compiled here, and there are at most 25")
    void theReadmesLinesAreThoseThatAreCompiledHere() throws IOException {
        String quickStart = compiled("QuickStart.java");
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));

        assertThat(block.find()).isTrue();
        assertThat(block.group(1).strip()).isEqualTo(quickStart);
        assertThat(quickStart.lines()).hasSizeLessThanOrEqualTo(25);
        assertThat(block.find()).isTrue();
        assertThat(block.group(1).strip()).isEqualTo(compiled("RemoteService.java"));
        assertThat(block.find()).isTrue();
        assertThat(block.group(1).strip()).isEqualTo(compiled("SpringDecoder.java"));
    }

    private static String compiled(String file) throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/drawbridge/examples/host", file));
        return source.substring(source.indexOf("// begin\n") + 9, source.indexOf("        // end"))
                .stripTrailing()
                .stripIndent()
                .strip();
    }

    @Test
    void theReadmesLinesAboutAnApiElsewhereGuardIt() {
        Handler reports = RemoteService.reports(URI.create("https://acme.example"));
        Request call = Request.of("GET", "/api/v1/reports", Headers.NONE, InetAddress.getLoopbackAddress());

        assertThat(reports.handle(call).status()).isEqualTo(401);
    }

    @Test
    @Tag("A-123")
    @DisplayName("the README's lines serve the portal and a guarded API, also beside requests that never end")
    void theReadmesLinesServeThePortalAndAGuardedApi() throws IOException {
        InetSocketAddress address = freeAddress();
        try (HikariDataSource database =
                DataSources.open(new HostSettings.Database("jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1", "sa", ""))) {
            Sql sql = new Sql(database);
            DemoData.install(sql);
            URI issuer = URI.create("http://localhost:" + address.getPort());
            QuickStart.Host host = new QuickStart.Host(
                    database,
                    new byte[32],
                    new Sessions(sql, PlatformClock.system(), false),
                    new People(sql),
                    company -> Tier.PRO,
                    mail -> {},
                    Catalog.scopes(),
                    Catalog.events());
            try (QuickStart.Running running = QuickStart.run(host, issuer, address);
                    Socket silent = halfARequest(address)) {
                HttpUser user = HttpUser.program(issuer);

                assertThat(running.platform().jobs()).isNotEmpty();
                assertThat(user.get("/developers").status()).isEqualTo(200);
                assertThat(user.get("/api/v1/tickets").status()).isEqualTo(401);
                assertThat(user.get("/.well-known/oauth-authorization-server")
                                .json()
                                .text("issuer"))
                        .contains(issuer.toString());
                assertThat(silent.isClosed()).isFalse();
            }
        }
    }

    private static Socket halfARequest(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    @Test
    void everyFileOnTheReadingPathExists() throws IOException {
        Matcher links = Pattern.compile("\\]\\(([a-z][^)#:]*)\\)").matcher(Files.readString(ROOT.resolve("README.md")));
        List<String> missing = links.results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(ROOT.resolve(link)))
                .toList();

        assertThat(missing).isEmpty();
    }
}
