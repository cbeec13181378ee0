package dev.drawbridge.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

    @ParameterizedTest
    @Tag("A-058")
    @DisplayName("a network has its own addresses and no others")
    @CsvSource({
        "203.0.113.0/24, 203.0.113.7, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.0/24, 198.51.100.1, false",
        "203.0.113.0/24, ::ffff:203.0.113.7, true",
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.7/32, 203.0.113.6, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8::/32, 203.0.113.7, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
    })
    void hasItsOwnAddresses(String cidr, String address, boolean inside) throws UnknownHostException {
        IpRange range = IpRange.parse(cidr).orElseThrow();
        assertThat(range.contains(InetAddress.getByName(address))).isEqualTo(inside);
        assertThat(range.isNotedAs(cidr)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1/8, 10.0.0.0/8", "2001:db8::1/32, 2001:db8:0:0:0:0:0:0/32", "192.0.2.255/31, 192.0.2.254/31"})
    void setsHostBitsToZero(String cidr, String network) {
        IpRange range = IpRange.parse(cidr).orElseThrow();
        assertThat(range).hasToString(network);
        assertThat(range.isNotedAs(cidr)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0/8",
                "10/8",
                "0x0a.0.0.0/8",
                "010.0.0.0/8",
                "256.0.0.0/8",
                "10.0.0.0/-1",
                " 10.0.0.0/8",
                "::/129",
                ":::/8",
                "::ffff:10.0.0.0/104",
                "fe80::1%eth0/64",
                "abc.de/8",
                "1:2:3:4:5:6:7:8:9/64",
            })
    void isNotReadFromAnythingElse(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }
}
