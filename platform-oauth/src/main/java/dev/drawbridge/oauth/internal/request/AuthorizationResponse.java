package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The response that goes back to the app through the browser (RFC 6749 §4.1.2), with {@code iss} (RFC 9207). Made only for a
 * redirect URI that was found among the app's own.
 *
 * @param issuer the issuer, as in the metadata
 * @param redirectUri where the response goes
 * @param state what the app sent, or null
 */
public record AuthorizationResponse(
        URI issuer, String redirectUri, @Nullable String state) {

    private static final Set<String> OWN_PARAMETERS =
            Set.of("code", "state", "iss", "error", "error_description", "error_uri");

    /**
     * Sends the code (RFC 6749 §4.1.2).
     *
     * @param code the code
     * @return a redirect
     */
    public Response code(Secret code) {
        return Response.seeOther(location(List.of(pair("code", code.reveal()))));
    }

    /**
     * Sends an error (RFC 6749 §4.1.2.1).
     *
     * @param error the error
     * @param description for the developer of the app
     * @return a redirect
     */
    public Response error(OAuthError error, String description) {
        return Response.seeOther(errorLocation(error, description));
    }

    /**
     * Sends the error of a server that is overloaded or without its database (RFC 6749 §4.1.2.1).
     *
     * @return a redirect
     */
    public Response unavailable() {
        return error(OAuthError.TEMPORARILY_UNAVAILABLE, "The server is not available. Try again later.");
    }

    /**
     * Returns where an error is sent, for a link on a page.
     *
     * @param error the error
     * @param description for the developer of the app
     * @return the redirect URI with the error
     */
    public String errorLocation(OAuthError error, String description) {
        return location(List.of(pair("error", error.wireName()), pair("error_description", description)));
    }

    private String location(List<String> parameters) {
        List<String> query = new ArrayList<>();
        String target = RedirectUris.wireForm(redirectUri);
        int mark = target.indexOf('?');
        String base = mark < 0 ? target : target.substring(0, mark);
        if (mark >= 0) {
            // A registered query is kept, but nothing in it may pose as a part of the response.
            Stream.of(target.substring(mark + 1).split("&", -1))
                    .filter(part -> !part.isEmpty() && !OWN_PARAMETERS.contains(name(part)))
                    .forEach(query::add);
        }
        query.addAll(parameters);
        if (state != null) {
            query.add(pair("state", state));
        }
        query.add(pair("iss", issuer.toString()));
        return query.stream().collect(Collectors.joining("&", base + "?", ""));
    }

    private static String name(String part) {
        int equals = part.indexOf('=');
        return equals < 0 ? part : part.substring(0, equals);
    }

    private static String pair(String name, String value) {
        return name + "=" + encode(value);
    }

    /**
     * Percent-encodes everything but unreserved characters (RFC 3986 §2.3), so that every decoder reads it alike.
     *
     * @param value any text
     * @return ASCII
     */
    public static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length() * 2);
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    /** Leaves out the state: it is the app's own business. */
    @Override
    public String toString() {
        return "AuthorizationResponse[" + redirectUri + "]";
    }
}
