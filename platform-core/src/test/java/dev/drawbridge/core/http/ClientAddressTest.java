package dev.drawbridge.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @DisplayName("limits count IPv4 by address and IPv6 by /64")
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64",
        "::ffff:203.0.113.7, 203.0.113.7",
    })
    void network(String literal, String network) throws UnknownHostException {
        assertThat(ClientAddress.of(InetAddress.getByName(literal)).network()).isEqualTo(network);
    }

    @Test
    @DisplayName("an IPv4 address mapped into IPv6 is IPv4 even if the socket did not say so")
    void mapped() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        mapped[12] = (byte) 203;
        mapped[14] = 113;
        mapped[15] = 7;
        ClientAddress client = ClientAddress.of(Inet6Address.getByAddress("", mapped, 1));
        assertThat(client.address()).isEqualTo("203.0.113.7");
        assertThat(client.network()).isEqualTo("203.0.113.7");
    }

    @Test
    @DisplayName("the interface of a link-local address is no part of it")
    void scope() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
        ClientAddress client = ClientAddress.of(Inet6Address.getByAddress("", linkLocal, 1));
        assertThat(client.address()).isEqualTo("fe80:0:0:0:0:0:0:1");
        assertThat(client).isEqualTo(ClientAddress.of(InetAddress.getByAddress("name", linkLocal)));
    }

    @Test
    @DisplayName("a request comes from its peer unless a proxy that is trusted says otherwise")
    void request() throws UnknownHostException {
        InetAddress peer = InetAddress.getByName("192.0.2.1");
        Request request = Request.of("GET", "/", Headers.NONE, peer);
        assertThat(request.client()).isEqualTo(ClientAddress.of(peer));
        ClientAddress client = ClientAddress.of(InetAddress.getByName("203.0.113.7"));
        Request proxied = request.withClient(client).withBody(new byte[1]).withId("12345678");
        assertThat(proxied.client()).isEqualTo(client);
        assertThat(proxied.peer()).isEqualTo(peer);
    }
}
