package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.spi.Interaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ties each interaction to the browser that began it, by one cookie per interaction, so that parallel tabs do not disturb
 * each other and a link sent to somebody else is worth nothing.
 */
public final class BrowserBinding {

    /** The most interactions one browser has under way; beyond that the oldest is let go, so that cookies stay small. */
    static final int MAX_PARALLEL = 10;

    // Longer than an interaction, so that a browser that comes back late is recognised and told what happened.
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String COOKIE = "dp_authorize_";
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random;
    private final boolean secure;

    /**
     * Makes the binding.
     *
     * @param random makes the values of cookies
     * @param secure whether browsers reach the platform over https
     */
    public BrowserBinding(SecureRandom random, boolean secure) {
        this.random = random;
        this.secure = secure;
    }

    /** Makes the value of a new cookie. */
    Secret next() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Gives the browser the cookie of an interaction. */
    Response give(Request request, Response response, Interaction interaction, Secret value) {
        Response result = response;
        List<String> older = ids(request);
        for (String id : older.subList(0, Math.max(0, older.size() - (MAX_PARALLEL - 1)))) {
            result = result.with(new Cookie(COOKIE + id, "", Duration.ZERO, secure));
        }
        return result.with(new Cookie(COOKIE + interaction.id(), value.reveal(), LIFETIME, secure));
    }

    /** Tells whether the request comes from the browser that began the interaction. */
    boolean holds(Request request, Interaction interaction) {
        return request.cookie(Cookie.wireName(COOKIE + interaction.id(), secure))
                .map(value -> TokenHash.of(value).equals(interaction.browser()))
                .orElse(false);
    }

    /** Lists the interactions of the browser, oldest first: their ids begin with the time. */
    private List<String> ids(Request request) {
        String prefix = Cookie.wireName(COOKIE, secure);
        return request.headers().all("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(prefix) && pair.indexOf('=') > prefix.length())
                .map(pair -> pair.substring(prefix.length(), pair.indexOf('=')))
                .filter(id -> id.length() <= Interaction.MAX_ID && id.chars().allMatch(Character::isLetterOrDigit))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
