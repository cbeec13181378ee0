package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.FlashMessage;
import dev.drawbridge.core.spi.PlatformClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries what an action did to the page behind its redirect, which says it once: nothing of it stays in an address that is
 * reloaded or shared. The browser keeps the code of a message and the name of a thing, sealed for its session; a cookie from
 * elsewhere says nothing. Thread-safe.
 */
public final class FlashCookie {

    /** The bare name; over https it is sent with the prefix {@code __Host-}. */
    public static final String NAME = "dp_flash";

    /** How long the next page may take to come. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    private static final int LONGEST_SUBJECT = 200;

    private final Vault vault;
    private final PlatformClock clock;
    private final boolean secure;

    /**
     * Makes the cookies.
     *
     * @param vault seals them
     * @param clock the time
     * @param secure whether browsers reach the platform over https
     */
    public FlashCookie(Vault vault, PlatformClock clock, boolean secure) {
        this.vault = vault;
        this.clock = clock;
        this.secure = secure;
    }

    /**
     * What an action did.
     *
     * @param code of a {@link FlashMessage}
     * @param subject the name of the thing that was acted on, possibly empty
     */
    public record Flash(String code, String subject) {}

    /**
     * Makes the redirect at the end of an action carry what was done.
     *
     * @param redirect the response to the action
     * @param binding whose browser it is: the form token of their session
     * @param message what the next page says
     * @param subject the name of the thing; what is longer than 200 characters is cut
     * @return the response with the cookie
     */
    public Response give(Response redirect, String binding, FlashMessage message, String subject) {
        String name = subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT) + "…";
        String until = String.valueOf(clock.instant().plus(LIFETIME).getEpochSecond());
        byte[] plain = String.join("\n", message.code(), until, name).getBytes(StandardCharsets.UTF_8);
        String envelope = vault.seal(Vault.Purpose.FLASH, binding, plain);
        return redirect.with(new Cookie(NAME, envelope, LIFETIME, secure));
    }

    /**
     * Reads what the action before did.
     *
     * @param request for a page
     * @param binding whose browser it is
     * @return what was done, or empty if there is nothing, it is too old, or it was sealed for another session
     */
    public Optional<Flash> read(Request request, String binding) {
        return cookie(request).flatMap(envelope -> open(envelope, binding));
    }

    /** Makes the page that said it remove it; a request without it is left alone. */
    public Response take(Response page, Request request) {
        return cookie(request).isPresent() ? page.with(new Cookie(NAME, "", Duration.ZERO, secure)) : page;
    }

    private Optional<String> cookie(Request request) {
        return request.cookie(Cookie.wireName(NAME, secure));
    }

    private Optional<Flash> open(String envelope, String binding) {
        try {
            String[] parts = new String(vault.open(Vault.Purpose.FLASH, binding, envelope), StandardCharsets.UTF_8)
                    .split("\n", 3);
            Instant until = Instant.ofEpochSecond(Long.parseLong(parts[1]));
            return clock.instant().isBefore(until) ? Optional.of(new Flash(parts[0], parts[2])) : Optional.empty();
        } catch (VaultException e) {
            return Optional.empty();
        }
    }
}
