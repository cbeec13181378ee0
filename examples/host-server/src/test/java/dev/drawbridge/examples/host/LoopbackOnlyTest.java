package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackOnlyTest {

    private final LoopbackOnly filter = new LoopbackOnly(URI.create("http://localhost:8080"));

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080, 200",
        "127.0.0.2, 127.0.0.1:9999, 200",
        "::1, [::1]:8080, 200",
        "127.0.0.1, LOCALHOST, 200",
        "10.0.0.5, localhost:8080, 403",
        "192.168.1.7, 192.168.1.7:8080, 403",
        "127.0.0.1, evil.test, 403",
        "127.0.0.1, 127.0.0.1.evil.test, 403",
        "127.0.0.1, localhost.evil.test:8080, 403",
    })
    void onlyThisMachineUnderItsOwnNameIsServed(String peer, String host, int status) throws UnknownHostException {
        Request request = Request.of("GET", "/", Headers.NONE.with("Host", host), InetAddress.getByName(peer));

        assertThat(filter.filter(request, any -> Response.empty(200)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1"})
    void aRequestWithoutHostIsRefused(String peer) throws UnknownHostException {
        Request request = Request.of("GET", "/", Headers.NONE, InetAddress.getByName(peer));

        assertThat(filter.filter(request, any -> Response.empty(200)).status()).isEqualTo(403);
    }
}
