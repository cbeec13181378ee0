package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;

/** Reads the parameters of a link that an app made. */
public final class LinkParameters {

    private LinkParameters() {}

    /**
     * Takes query and form together (RFC 6749 §3.1), so that a parameter that is in both counts as repeated.
     *
     * @param request the request
     * @return its parameters
     * @throws InvalidLinkException if they cannot be decoded
     */
    public static Parameters read(Request request) {
        try {
            String body = request.method().equals("POST") ? request.encodedForm() : "";
            return Parameters.parse(body.isEmpty() ? request.rawQuery() : request.rawQuery() + "&" + body);
        } catch (ProblemException e) {
            throw new InvalidLinkException(Reason.MALFORMED_REQUEST);
        }
    }
}
