package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.assertion.AssertionFault;
import dev.drawbridge.oauth.internal.assertion.ClientAssertion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent to prove who it is (RFC 6749 §2.3), read but not checked.
 *
 * @param method how it was sent
 * @param clientId the id it claims
 * @param inHeader whether it was in the header {@code Authorization}, so that the refusal must name the scheme
 * @param secret the secret; null for ways without one
 * @param assertion the signed assertion; null for ways without one
 */
public record ClientCredentials(
        ClientAuthenticationMethod method,
        String clientId,
        boolean inHeader,
        @Nullable Secret secret,
        @Nullable ClientAssertion assertion) {

    private static final String BASIC = "basic ";

    /**
     * Reads header and form.
     *
     * @throws OAuthException {@code invalid_client} if there is no usable proof, {@code invalid_request} if there are
     *     several
     */
    public static ClientCredentials read(TokenRequest request) {
        Parameters form = request.parameters();
        boolean secretInForm = form.first("client_secret").isPresent();
        boolean assertion = form.first("client_assertion").isPresent()
                || form.first("client_assertion_type").isPresent();
        List<String> headers = request.authorization();
        if (headers.size() > 1 || count(!headers.isEmpty(), secretInForm, assertion) > 1) {
            throw new OAuthException(
                    OAuthError.INVALID_REQUEST, "Use one way to authenticate the client, not several.");
        }
        if (assertion) {
            return assertion(request);
        }
        if (!headers.isEmpty()) {
            return basic(headers.get(0), form.first("client_id"));
        }
        String clientId = form.first("client_id")
                .orElseThrow(() -> new OAuthException(
                        OAuthError.INVALID_CLIENT, "The request does not say which client it comes from."));
        return form.first("client_secret")
                .map(secret -> new ClientCredentials(
                        ClientAuthenticationMethod.CLIENT_SECRET_POST, clientId, false, Secret.of(secret), null))
                .orElseGet(() -> idAlone(clientId, false));
    }

    // RFC 7521 §4.2: both parameters, and client_id only if it is the same.
    private static ClientCredentials assertion(TokenRequest request) {
        ClientAssertion.Reading reading = ClientAssertion.read(
                request.require("client_assertion_type"),
                Secret.of(request.require("client_assertion")),
                request.parameters().first("client_id"));
        if (reading instanceof ClientAssertion.Read read) {
            return new ClientCredentials(
                    ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                    read.assertion().clientId(),
                    false,
                    null,
                    read.assertion());
        }
        AssertionFault fault = ((ClientAssertion.Unreadable) reading).fault();
        throw new OAuthException(OAuthError.INVALID_CLIENT, fault.description());
    }

    private static ClientCredentials idAlone(String clientId, boolean inHeader) {
        return new ClientCredentials(ClientAuthenticationMethod.NONE, clientId, inHeader, null, null);
    }

    // RFC 6749 §2.3.1: both parts are form-encoded before they are joined by a colon and base64-encoded.
    private static ClientCredentials basic(String header, Optional<String> formId) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw malformedHeader();
        }
        String pair = decode(header.substring(BASIC.length()));
        int colon = pair.indexOf(':');
        if (colon <= 0) {
            throw malformedHeader();
        }
        String clientId = formDecode(pair.substring(0, colon));
        String secret = formDecode(pair.substring(colon + 1));
        if (formId.isPresent() && !formId.get().equals(clientId)) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "Header and form name different clients.");
        }
        if (secret.isEmpty()) {
            // What libraries send first that look for a server's way, Go's for one. In the form it would count as
            // absent.
            return idAlone(clientId, true);
        }
        return new ClientCredentials(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC, clientId, true, Secret.of(secret), null);
    }

    private static String decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            // The JDK's decoder takes missing padding and stray bits; a credential has one spelling.
            if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                throw malformedHeader();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformedHeader();
        }
    }

    private static String formDecode(String encoded) {
        if (encoded.indexOf('&') >= 0 || encoded.indexOf('=') >= 0) {
            // Not form-encoded: the client sent it raw. Our own ids and secrets read the same either way.
            return encoded;
        }
        try {
            Set<String> names = Parameters.parse(encoded).names();
            return names.isEmpty() ? "" : names.iterator().next();
        } catch (ProblemException e) {
            return encoded;
        }
    }

    private static OAuthException malformedHeader() {
        return ClientAuthentication.challenge(new OAuthException(
                OAuthError.INVALID_CLIENT, "The Authorization header is not Basic with base64 of id and secret."));
    }

    private static int count(boolean... ways) {
        int count = 0;
        for (boolean way : ways) {
            count += way ? 1 : 0;
        }
        return count;
    }
}
