package dev.drawbridge.core.internal.csrf;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.http.MultipartForm;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses requests that another site made a browser send. For every request that changes state and relies on a cookie, or
 * that is sent by a form: what is foreign by its headers is refused before the route, by its kind; the token is asked for by
 * whoever knows what the form is bound to. Thread-safe.
 *
 * <p>A {@code Sec-Fetch-Site} other than {@code same-origin} or {@code none} is refused, and so is a foreign {@code
 * Origin}. If both are absent (old browsers, programs), a request that relies on a session needs the form token; one that
 * relies on none passes. {@code Origin: null} alone always needs the token.
 */
public final class CrossSite {

    private static final String NULL_ORIGIN = "null";

    private final String ownOrigin;
    private final FormTokens tokens;

    /**
     * Makes the check.
     *
     * @param issuer the public base URL, whose origin is the only one allowed
     * @param tokens makes and checks form tokens
     */
    public CrossSite(URI issuer, FormTokens tokens) {
        this.ownOrigin = originOf(issuer);
        this.tokens = tokens;
    }

    /**
     * Checks all there is to check of a request.
     *
     * @param request a request that would change state
     * @param binding what the form's token belongs to, for example the session's id; empty if the request relies on no
     *     cookie
     * @return the refusal, or empty if the request may pass
     * @throws dev.drawbridge.core.http.ProblemException 400 if the form has to be read and is malformed
     */
    public Optional<CrossSiteRefusal> check(Request request, Optional<String> binding) {
        return foreign(request).or(() -> unproven(request, binding));
    }

    /**
     * Finds out from the headers whether another site sent a request.
     *
     * @param request a request that would change state
     * @return {@link CrossSiteRefusal#CROSS_SITE}; empty if it was not, or the headers do not say
     */
    public Optional<CrossSiteRefusal> foreign(Request request) {
        boolean foreignOrigin = request.header("Origin")
                .filter(value -> !value.equals(NULL_ORIGIN) && !value.equals(ownOrigin))
                .isPresent();
        boolean foreignSite =
                request.header("Sec-Fetch-Site").filter(value -> !isOwn(value)).isPresent();
        return foreignOrigin || foreignSite ? Optional.of(CrossSiteRefusal.CROSS_SITE) : Optional.empty();
    }

    /**
     * Asks a request that is not {@link #foreign} for its token, unless the headers prove where it comes from.
     *
     * @param request a request that would change state
     * @param binding what the form's token belongs to, for example the session's id; empty if the request relies on no
     *     cookie
     * @return {@link CrossSiteRefusal#FORM_EXPIRED}, or empty if the request may pass
     * @throws dev.drawbridge.core.http.ProblemException 400 if the form has to be read and is malformed
     */
    public Optional<CrossSiteRefusal> unproven(Request request, Optional<String> binding) {
        Optional<String> origin = request.header("Origin");
        if (request.header("Sec-Fetch-Site").isPresent()
                || origin.filter(ownOrigin::equals).isPresent()) {
            return Optional.empty();
        }
        if (origin.isEmpty() && binding.isEmpty()) {
            return Optional.empty();
        }
        return hasToken(request, binding) ? Optional.empty() : Optional.of(CrossSiteRefusal.FORM_EXPIRED);
    }

    private boolean hasToken(Request request, Optional<String> binding) {
        boolean files = request.hasMediaType(MultipartForm.MEDIA_TYPE);
        if (!files && !request.hasMediaType("application/x-www-form-urlencoded")) {
            return false;
        }
        String token = files
                ? MultipartForm.read(request).text(FormTokens.FIELD)
                : request.form().text(FormTokens.FIELD);
        return binding.filter(value -> tokens.verify(value, token)).isPresent();
    }

    private static boolean isOwn(String fetchSite) {
        return fetchSite.equals("same-origin") || fetchSite.equals("none");
    }

    /** Browsers leave out the default port and write the host in lower case (RFC 6454 §6.1). */
    private static String originOf(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean defaultPort = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (defaultPort ? "" : ":" + uri.getPort());
    }
}
