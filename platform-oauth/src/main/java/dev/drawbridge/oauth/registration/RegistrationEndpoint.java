package dev.drawbridge.oauth.registration;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.store.InitialTokenStore;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth/register} (RFC 7591 §3). Thread-safe. */
final class RegistrationEndpoint {

    private final CoreServices env;
    private final DynamicRegistration settings;
    private final MetadataReader reader;
    private final Registrations registrations;
    private final InitialTokenStore initialTokens;

    RegistrationEndpoint(
            CoreServices env,
            DynamicRegistration settings,
            MetadataReader reader,
            Registrations registrations,
            InitialTokenStore initialTokens) {
        this.env = env;
        this.settings = settings;
        this.reader = reader;
        this.registrations = registrations;
        this.initialTokens = initialTokens;
    }

    Response register(Request request) {
        boolean open = settings.mode() == DynamicRegistration.Mode.OPEN;
        TokenHash token = open ? null : initialToken(request);
        if (!open) {
            request.permit().giveBack();
        }
        ClientMetadata wanted = reader.read(request.json());
        if (open) {
            // After reading: whoever still writes his first request should not lock himself out.
            limit("dcr.address", request.client().network(), settings.perAddress(), Duration.ofHours(1));
            limit("dcr.all", "all", settings.perDay(), Duration.ofDays(1));
        }
        @Nullable Duration unusedFor = open ? settings.unusedFor() : null;
        Registrations.Held held = registrations.register(wanted, token, unusedFor, request);
        return Response.json(201, ClientInformation.of(env, held));
    }

    // Nobody without a token learns what we think of his metadata. It is used up later, with the registration.
    private TokenHash initialToken(Request request) {
        TokenHash hash = TokenHash.of(BearerTokens.of(request));
        return initialTokens
                .find(hash)
                .filter(found -> found.live(env.clock().instant()))
                .orElseThrow(BearerTokens::invalid)
                .hash();
    }

    private void limit(String kind, String key, int limit, Duration window) {
        env.throttles().attempt(kind, key, limit, window).ifPresent(wait -> {
            throw new OAuthException(OAuthError.TOO_MANY_REQUESTS, "Too many clients were registered. Try again later.")
                    .withHeader(
                            "Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        });
    }
}
