package dev.drawbridge.core.internal.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {

    private final TargetRules rules = TargetRules.of(false);
    private final TargetRules development = TargetRules.of(true);

    @Nested
    class InProduction {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://example.com",
                    "https://example.com./hooks",
                    "https://hooks.example.co.uk/a/b?c=d",
                    "https://example.com:8443/x",
                    "https://example.com:4711/x",
                    "https://93.184.216.34/",
                    "https://[2606:4700:4700::1111]/",
                    "https://xn--bcher-kva.example/",
                    "HTTPS://EXAMPLE.COM/"
                })
        void publicTargetsAreAccepted(String url) {
            assertThat(rules.check(url)).isEmpty();
        }

        @ParameterizedTest
        @Tag("S-01")
        @DisplayName("only https is a target")
        @CsvSource({
            "http://example.com, NOT_HTTPS",
            "http://localhost:8080, NOT_HTTPS",
            "ftp://example.com, NOT_HTTPS",
            "file:///etc/passwd, NOT_HTTPS",
            "gopher://example.com/, NOT_HTTPS",
            "jar:https://example.com!/, NOT_HTTPS",
            "javascript:alert(1), NOT_HTTPS",
            "'data:text/plain,x', NOT_HTTPS",
            "ws://example.com, NOT_HTTPS",
            "/relative, MALFORMED",
            "'', MALFORMED",
            "https:///x, MALFORMED"
        })
        void otherSchemesAreRefused(String url, TargetProblem problem) {
            assertThat(rules.check(url)).contains(problem);
        }

        @ParameterizedTest
        @Tag("S-02")
        @Tag("S-03")
        @DisplayName("credentials and fragments are refused, queries are not")
        @CsvSource({
            "https://user:pw@example.com/, HAS_CREDENTIALS",
            "https://example.com@127.0.0.1/, HAS_CREDENTIALS",
            "https://example.com/#x, HAS_FRAGMENT"
        })
        void credentialsAndFragmentsAreRefused(String url, TargetProblem problem) {
            assertThat(rules.check(url)).contains(problem);
        }

        @ParameterizedTest
        @Tag("S-04")
        @DisplayName("ports of internal services are refused")
        @ValueSource(ints = {0, 22, 25, 80, 2375, 3306, 5432, 6379, 6443, 8500, 9200, 10250, 11211, 27017, 65536})
        void closedPorts(int port) {
            assertThat(rules.check("https://example.com:" + port + "/")).contains(TargetProblem.PORT);
        }

        @ParameterizedTest
        @Tag("S-05")
        @DisplayName("names that are not public are refused")
        @ValueSource(
                strings = {
                    "localhost",
                    "localhost.",
                    "a.localhost",
                    "printer.local",
                    "metadata.google.internal",
                    "instance-data",
                    "nas.lan",
                    "x.home.arpa",
                    "x.onion",
                    "kubernetes.default.svc",
                    "a.svc.cluster.local",
                    "single",
                    "exa_mple.com",
                    "-bad.example.com",
                    "a..example.com"
                })
        void privateNames(String host) {
            assertThat(rules.check("https://" + host + "/")).isPresent();
        }

        @ParameterizedTest
        @Tag("S-06")
        @DisplayName("hosts outside ASCII are refused: write them as xn--")
        @ValueSource(strings = {"①②⑦.0.0.1", "bücher.example", "１２７.0.0.1", "example。com"})
        void nonAsciiHosts(String host) {
            assertThat(rules.check("https://" + host + "/")).isPresent();
        }

        @ParameterizedTest
        @Tag("S-07")
        @DisplayName("literals in any form but the canonical public one are refused")
        @ValueSource(
                strings = {
                    "127.0.0.1",
                    "0177.0.0.1",
                    "0x7f000001",
                    "0x7f.1",
                    "0x7f.0.0.1",
                    "2130706433",
                    "127.1",
                    "127.0.1",
                    "017700000001",
                    "1",
                    "0",
                    "0.0.0.0",
                    "10.0.0.5",
                    "172.16.3.4",
                    "192.168.1.1",
                    "169.254.169.254",
                    "169.254.170.2",
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "198.18.0.1",
                    "240.0.0.1",
                    "255.255.255.255",
                    "[::1]",
                    "[::]",
                    "[::ffff:127.0.0.1]",
                    "[0:0:0:0:0:ffff:7f00:1]",
                    "[64:ff9b::7f00:1]",
                    "[64:ff9b:1::1]",
                    "[2002:7f00:1::]",
                    "[::5efe:7f00:1]",
                    "[::ffff:0:7f00:1]",
                    "[fe80::1%25lo]",
                    "[fd00:ec2::254]",
                    "[2001::1]",
                    "[2001:db8::1]",
                    "[3fff::1]",
                    "[5f00::1]",
                    "[100::1]",
                    "[ff02::1]"
                })
        void literals(String host) {
            assertThat(rules.check("https://" + host + "/")).isPresent();
        }

        @Test
        @Tag("S-07")
        @DisplayName("NAT64 carries the verdict of the address inside")
        void nat64() throws UnknownHostException {
            assertThat(AddressRules.isPublic(InetAddress.getByName("64:ff9b::5db8:d822")))
                    .isTrue();
            assertThat(AddressRules.isPublic(InetAddress.getByName("64:ff9b::a00:1")))
                    .isFalse();
        }

        @Test
        @Tag("S-25")
        @DisplayName("a URL of more than 2,000 characters is refused")
        void longUrls() {
            assertThat(rules.check("https://example.com/" + "a".repeat(1_980))).isEmpty();
            assertThat(rules.check("https://example.com/" + "a".repeat(1_981))).contains(TargetProblem.TOO_LONG);
        }

        @Test
        @Tag("S-26")
        @DisplayName("no text makes the check throw")
        void arbitraryTexts() {
            long seed = 4711;
            Random random = new Random(seed);
            String alphabet = "htps:/@[]%.#?\\ \r\n\0a1-_xé:0";
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "");
                for (int length = random.nextInt(30); length > 0; length--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                assertThat(rules.check(text.toString()))
                        .as("seed %d: %s", seed, text)
                        .isNotNull();
            }
        }
    }

    @Nested
    class InDevelopment {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:8080/hook",
                    "http://127.0.0.1:1/",
                    "http://127.8.9.1/",
                    "http://[::1]:9/",
                    "https://localhost:6379/",
                    "https://example.com/"
                })
        void loopbackIsATarget(String url) {
            assertThat(development.check(url)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://example.com/",
                    "http://10.0.0.5/",
                    "https://10.0.0.5/",
                    "http://127.1/",
                    "http://localhost:0/",
                    "http://169.254.169.254/"
                })
        void nothingElseIsAdded(String url) {
            assertThat(development.check(url)).isPresent();
        }

        @Test
        void aNameMayNotLeadToLoopback() throws UnknownHostException {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            assertThat(development.mayConnect("localhost", loopback)).isTrue();
            assertThat(development.mayConnect("example.com", loopback)).isFalse();
            assertThat(development.mayConnect("localhost", InetAddress.getByName("10.0.0.1")))
                    .isFalse();
        }
    }
}
