package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a version of a document (RFC 9110 §8.8.3). Immutable and thread-safe.
 *
 * @param opaque its text without quotes
 */
public record EntityTag(String opaque) {

    private static final Pattern LISTED =
            Pattern.compile("\\G[ \\t,]*(?:W/)?\"([!\\x23-\\x7E\\x80-\\xFF]*)\"[ \\t]*(?=,|$)");

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if a header cannot hold it
     */
    public EntityTag {
        if (!opaque.chars().allMatch(c -> c >= '!' && c <= '~' && c != '"')) {
            throw new IllegalArgumentException("An entity tag is printable and has no quotes");
        }
    }

    /**
     * Tells whether a request has this version already: {@code If-None-Match} lists it, weak or strong, or is {@code *}
     * (RFC 9110 §13.1.2). A field that is no list of tags lists nothing.
     *
     * @param request a GET
     * @return true if 304 says all
     */
    public boolean known(Request request) {
        return request.headers().all("If-None-Match").stream().anyMatch(this::isIn);
    }

    private boolean isIn(String field) {
        if (field.strip().equals("*")) {
            return true;
        }
        Matcher listed = LISTED.matcher(field);
        while (listed.find()) {
            if (listed.group(1).equals(opaque)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the value of the field {@code ETag}. */
    @Override
    public String toString() {
        return '"' + opaque + '"';
    }
}
