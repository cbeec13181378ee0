package dev.drawbridge.oauth.internal.document;

import dev.drawbridge.core.internal.egress.TargetRules;
import dev.drawbridge.core.model.ClientId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client id that is the URL of a document (draft §3). Stricter than the draft in two things: no query, and at most {@link
 * ClientId#MAX_LENGTH} characters.
 *
 * @param clientId the client id, byte for byte
 * @param uri the same as a URI
 */
record DocumentUrl(ClientId clientId, URI uri) {

    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(.*/)?(\\.|%2e){1,2}(/.*)?");

    /**
     * Reads a client id.
     *
     * @param text what was sent
     * @param targets which URLs may be fetched at all
     * @return the URL, or empty if it is some other client id, or none
     */
    static Optional<DocumentUrl> read(String text, TargetRules targets) {
        if (text.length() > ClientId.MAX_LENGTH || !(text.startsWith("https://") || text.startsWith("http://"))) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean legal = targets.check(uri).isEmpty()
                    && uri.getHost().equals(uri.getHost().toLowerCase(Locale.ROOT))
                    && uri.getRawQuery() == null
                    && uri.getRawPath().length() > 1
                    && !DOT_SEGMENT.matcher(uri.getRawPath()).matches();
            return legal ? Optional.of(new DocumentUrl(new ClientId(text), uri)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
