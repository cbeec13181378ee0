package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.internal.app.AppField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever is wrong with a registration into a response (RFC 7591 §3.2.2, RFC 6750 §3.1): the one place that does so.
 * Thread-safe.
 */
final class RegistrationErrors {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationErrors.class);
    private static final String CHALLENGE = "WWW-Authenticate";

    /** What clients call the fields of an app's security; the others are in {@link AppField}. */
    private static final Map<String, String> SECURITY_MEMBERS =
            Map.of("jwksUri", "jwks_uri", "signingAlgorithm", "token_endpoint_auth_signing_alg");

    private final OnceInAWhile storeFailures = new OnceInAWhile();

    /** Lets an endpoint refuse in the words of the services. */
    Handler mapping(Handler endpoint) {
        return request -> {
            try {
                return endpoint.handle(request);
            } catch (RegistrationRefusedException e) {
                return of(e).toResponse();
            } catch (AppRefusedException e) {
                return of(e).toResponse();
            } catch (ProblemException e) {
                return of(e.problem().errors(), e.problem().detail()).toResponse();
            } catch (StoreUnavailableException e) {
                return of(request, e).toResponse();
            }
        };
    }

    private static OAuthException of(RegistrationRefusedException refused) {
        String description = refused.description();
        return switch (refused.refusal()) {
            case INVALID_CLIENT_METADATA -> new OAuthException(OAuthError.INVALID_CLIENT_METADATA, description);
            case INVALID_REDIRECT_URI -> new OAuthException(OAuthError.INVALID_REDIRECT_URI, description);
            // RFC 6750 §3: without credentials the challenge has no error code.
            case NO_TOKEN ->
                new OAuthException(OAuthError.INVALID_TOKEN, description)
                        .withHeader(CHALLENGE, "Bearer realm=\"registration\"");
            case INVALID_TOKEN ->
                new OAuthException(OAuthError.INVALID_TOKEN, description)
                        .withHeader(CHALLENGE, "Bearer realm=\"registration\", error=\"invalid_token\"");
            case TOO_MANY_CLIENTS ->
                new OAuthException(OAuthError.TOO_MANY_REQUESTS, description)
                        .withHeader("Retry-After", seconds(refused.retryAfter().orElse(Duration.ZERO)));
        };
    }

    private static OAuthException of(AppRefusedException refused) {
        return refused.refusal() == AppRefusal.STALE_VERSION
                ? new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "The client is being changed. Try again.")
                : of(refused.errors(), refused.refusal().detail());
    }

    // RFC 7591 §3.2.2 knows two codes for whatever is wrong with a body, and one status.
    private static OAuthException of(List<FieldError> errors, String detail) {
        if (errors.isEmpty()) {
            return new OAuthException(OAuthError.INVALID_CLIENT_METADATA, plain(detail));
        }
        FieldError first = errors.get(0);
        boolean redirect = first.field().equals(AppField.REDIRECT_URIS.wireName());
        return new OAuthException(
                redirect ? OAuthError.INVALID_REDIRECT_URI : OAuthError.INVALID_CLIENT_METADATA,
                plain(member(first.field()) + ": " + first.message()));
    }

    private static String member(String field) {
        return AppField.named(field)
                .flatMap(AppField::metadataName)
                .orElseGet(() -> SECURITY_MEMBERS.getOrDefault(field, field));
    }

    private OAuthException of(Request request, StoreUnavailableException e) {
        storeFailures.log(others -> LOG.warn(
                "Request {} ({}) and {} others before it: the store is unavailable", request.id(), request, others, e));
        return new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "The server is unavailable now. Try again soon.")
                .withHeader("Retry-After", "5");
    }

    private static String seconds(Duration wait) {
        return Long.toString(wait.plusMillis(999).toSeconds());
    }

    // RFC 6749 §5.2: no quotes, no backslashes, nothing but ASCII.
    private static String plain(String text) {
        return text.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
