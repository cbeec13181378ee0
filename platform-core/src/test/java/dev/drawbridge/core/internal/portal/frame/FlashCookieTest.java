package dev.drawbridge.core.internal.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.portal.frame.FlashCookie.Flash;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.FlashMessage;
import dev.drawbridge.core.spi.PlatformClock;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlashCookieTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-27T01:47:00Z"));
    private final FlashCookie flashes =
            new FlashCookie(new Vault(List.of(new byte[Vault.KEY_BYTES]), new Random(1)), clock(), true);

    private enum Said implements FlashMessage {
        ENDED;

        @Override
        public String code() {
            return "ended";
        }

        @Override
        public String sentence(String subject) {
            return subject + " ended.";
        }
    }

    @Test
    @DisplayName("the next page reads what the action did, and removes it")
    void once() {
        Request next = nextPage("Northwind\nSync");

        assertThat(flashes.read(next, "session")).contains(new Flash("ended", "Northwind\nSync"));
        assertThat(flashes.take(Response.empty(200), next).header("Set-Cookie").orElseThrow())
                .startsWith("__Host-dp_flash=; ")
                .contains("Max-Age=0");
        assertThat(flashes.take(Response.empty(200), request()).header("Set-Cookie"))
                .isEmpty();
    }

    @Test
    @DisplayName("the browser is given neither the sentence nor the name, and keeps what it is given for 30 seconds")
    void sealed() {
        String cookie = flashes.give(Response.seeOther("/x"), "session", Said.ENDED, "Acme")
                .header("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).doesNotContain("ended", "Acme").contains("Max-Age=30", "HttpOnly", "Secure");
    }

    @Test
    @DisplayName("what another session, nobody or half a minute ago was told is not said")
    void foreign() {
        Request next = nextPage("Acme");

        assertThat(flashes.read(next, "another session")).isEmpty();
        assertThat(flashes.read(request(Headers.NONE.with("Cookie", "__Host-dp_flash=ended")), "session"))
                .isEmpty();
        now.set(now.get().plus(Duration.ofSeconds(30)));
        assertThat(flashes.read(next, "session")).isEmpty();
    }

    private Request nextPage(String subject) {
        String cookie = flashes.give(Response.seeOther("/x"), "session", Said.ENDED, subject)
                .header("Set-Cookie")
                .orElseThrow();
        return request(Headers.NONE.with("Cookie", cookie.substring(0, cookie.indexOf(';'))));
    }

    private static Request request() {
        return request(Headers.NONE);
    }

    private static Request request(Headers headers) {
        return Request.of("GET", "/developers/dashboard", headers, InetAddress.getLoopbackAddress());
    }

    private PlatformClock clock() {
        return new PlatformClock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public Instant coordination() {
                return now.get();
            }
        };
    }
}
