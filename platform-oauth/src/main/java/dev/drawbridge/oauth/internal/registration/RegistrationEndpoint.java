package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth/register} (RFC 7591 §3). Thread-safe. */
public final class RegistrationEndpoint {

    private final DynamicRegistration settings;
    private final MetadataReader reader;
    private final Registrations registrations;
    private final InitialTokenStore initialTokens;
    private final Throttles throttles;
    private final URI issuer;
    private final PlatformClock clock;

    /**
     * Makes the endpoint.
     *
     * @param settings who may register
     * @param reader reads what clients send
     * @param registrations keeps it
     * @param initialTokens where the tokens are kept that let clients register
     * @param throttles count registrations
     * @param issuer begins the URLs of registrations
     * @param clock says when
     */
    public RegistrationEndpoint(
            DynamicRegistration settings,
            MetadataReader reader,
            Registrations registrations,
            InitialTokenStore initialTokens,
            Throttles throttles,
            URI issuer,
            PlatformClock clock) {
        this.settings = settings;
        this.reader = reader;
        this.registrations = registrations;
        this.initialTokens = initialTokens;
        this.throttles = throttles;
        this.issuer = issuer;
        this.clock = clock;
    }

    Response register(Request request) {
        boolean open = settings.mode() == DynamicRegistration.Mode.OPEN;
        TokenHash token = open ? null : initialToken(request);
        if (!open) {
            request.permit().giveBack();
        }
        ClientMetadata wanted = reader.read(request.json());
        if (open) {
            // After reading: people who still write their first request should not lock themselves out.
            limit("dcr.address", request.client().network(), settings.perAddress(), Duration.ofHours(1));
            limit("dcr.all", "all", settings.perDay(), Duration.ofDays(1));
        }
        @Nullable Duration unusedFor = open ? settings.unusedFor() : null;
        Registrations.Held held = registrations.register(wanted, token, unusedFor, request);
        return Response.json(201, ClientInformation.of(issuer, held));
    }

    // Without a token nobody learns what is wrong with their metadata. The token is used up later, with the
    // registration.
    private TokenHash initialToken(Request request) {
        TokenHash hash = TokenHash.of(BearerTokens.of(request));
        return initialTokens
                .find(hash)
                .filter(found -> found.live(clock.instant()))
                .orElseThrow(RegistrationRefusedException::invalidToken)
                .hash();
    }

    private void limit(String kind, String key, int limit, Duration window) {
        throttles.attempt(kind, key, limit, window).ifPresent(wait -> {
            throw RegistrationRefusedException.tooManyClients(wait);
        });
    }
}
