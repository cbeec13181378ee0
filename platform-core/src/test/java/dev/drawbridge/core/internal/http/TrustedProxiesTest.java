package dev.drawbridge.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.IpRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PEER = "10.0.0.1";

    private final TrustedProxies proxies = new TrustedProxies(Stream.of("10.0.0.0/8", "fd00::/8")
            .map(cidr -> IpRange.parse(cidr).orElseThrow())
            .toList());

    @ParameterizedTest
    @DisplayName("X-Forwarded-For names the client: from the right, the first that is no trusted proxy")
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 | 203.0.113.7",
                "203.0.113.7:51234 | 203.0.113.7",
                "[2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1",
                "[2001:db8::1] | 2001:db8:0:0:0:0:0:1",
                "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                "::ffff:203.0.113.7 | 203.0.113.7",
                "198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.1.2.3, fd00::2 | 203.0.113.7",
                "unknown, 203.0.113.7 | 203.0.113.7",
            })
    void list(String header, String client) throws UnknownHostException {
        assertThat(client(PEER, Map.of("X-Forwarded-For", List.of(header)))).isEqualTo(client);
    }

    @ParameterizedTest
    @DisplayName("Forwarded names the client, quoted or not, among other parameters")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.7 | 203.0.113.7",
                "For=\"203.0.113.7:51234\";proto=https;by=10.0.0.1 | 203.0.113.7",
                "proto=https; for=\"[2001:db8::1]:443\" | 2001:db8:0:0:0:0:0:1",
                "for=\"203.0.113.7:_port\" | 203.0.113.7",
                "for=203.0.113.7:51234 | 203.0.113.7",
                "for=\"20\\3.0.113.7\" | 203.0.113.7",
                "for=198.51.100.1, for=203.0.113.7;host=\"a, for=192.0.2.9\" , for=10.9.9.9 | 203.0.113.7",
                "for=_hidden, for=203.0.113.7 | 203.0.113.7",
            })
    void forwarded(String header, String client) throws UnknownHostException {
        assertThat(client(PEER, Map.of("Forwarded", List.of(header)))).isEqualTo(client);
    }

    @ParameterizedTest
    @DisplayName("what cannot be read in the client's place is the peer's own address, and nothing is looked up")
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "_hidden",
                "localhost",
                "proxy.example",
                "203.0.113.7,",
                "203.0.113.007",
                "203.0.113",
                "203.0.113.7:",
                "203.0.113.7:123456",
                "203.0.113.7:_port_!",
                "fe80::1%eth0",
                "[203.0.113.7]",
                "[2001:db8::1",
                "2001:db8:::1",
                ".::1",
                "0xCB007107",
                "3405803783",
                "10.2.3.4, 10.9.9.9",
                "203.0.113.7, proxy.example",
            })
    void unreadable(String value) throws UnknownHostException {
        assertThat(client(PEER, Map.of("X-Forwarded-For", List.of(value)))).isEqualTo(PEER);
        assertThat(client(PEER, Map.of("Forwarded", List.of("for=\"" + value + "\""))))
                .satisfies(client -> {
                    // The comma is one of the value there, and that is no address either.
                    assertThat(client).isEqualTo(PEER);
                });
    }

    @ParameterizedTest
    @DisplayName("a Forwarded header that is malformed, or an element that names no client or two, is the peer's own")
    @ValueSource(
            strings = {
                "for=203.0.113.7, proto=https",
                "for=203.0.113.7;for=198.51.100.1",
                "for=\"203.0.113.7",
                "for=203.0.113.7 by=10.0.0.1",
                "203.0.113.7",
                "for = 203.0.113.7",
                "for=203.0.113.7;",
                ",",
            })
    void malformed(String value) throws UnknownHostException {
        assertThat(client(PEER, Map.of("Forwarded", List.of(value)))).isEqualTo(PEER);
    }

    @Test
    @DisplayName("several lines are one list in their order, and a malformed line does not reach into the next")
    void lines() throws UnknownHostException {
        assertThat(client(PEER, Map.of("X-Forwarded-For", List.of("198.51.100.1, 203.0.113.7", "10.3.3.3"))))
                .isEqualTo("203.0.113.7");
        assertThat(client(PEER, Map.of("Forwarded", List.of("for=\"198.51.100.1", "for=203.0.113.7"))))
                .isEqualTo("203.0.113.7");
    }

    @Test
    @DisplayName("headers of a peer that is no trusted proxy count for nothing")
    void stranger() throws UnknownHostException {
        Map<String, List<String>> headers =
                Map.of("X-Forwarded-For", List.of("198.51.100.1"), "Forwarded", List.of("for=198.51.100.1"));
        assertThat(client("203.0.113.7", headers)).isEqualTo("203.0.113.7");
        Request request = Request.of("GET", "/", Headers.of(headers), InetAddress.getByName(PEER));
        assertThat(TrustedProxies.NONE.locate(request).client().address()).isEqualTo(PEER);
    }

    @Test
    @DisplayName("the header that the proxy does not write gives nobody another address: both must agree")
    void both() throws UnknownHostException {
        assertThat(client(
                        PEER,
                        Map.of("X-Forwarded-For", List.of("203.0.113.7"), "Forwarded", List.of("for=198.51.100.1"))))
                .isEqualTo(PEER);
        assertThat(client(
                        PEER,
                        Map.of(
                                "X-Forwarded-For",
                                List.of("203.0.113.7, 10.4.4.4"),
                                "Forwarded",
                                List.of("for=203.0.113.7"))))
                .isEqualTo("203.0.113.7");
    }

    private String client(String peer, Map<String, List<String>> headers) throws UnknownHostException {
        Request request = Request.of("GET", "/", Headers.of(headers), InetAddress.getByName(peer));
        return proxies.locate(request).client().address();
    }
}
