package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request as it is checked: its parameters and what was loaded about them.
 *
 * @param endpoint where it arrived
 * @param sent its parameters, wherever they were
 * @param client the app that its only {@code client_id} names; null if there is none
 * @param requestUri hash of the {@code request_uri} under which it was pushed before (RFC 9126); null if it was not
 * @param provenKey the key that the app proved when it pushed the request (RFC 9449 §10.1); null if none
 * @param now when it is checked
 */
public record AuthorizationInput(
        Endpoint endpoint,
        Parameters sent,
        @Nullable App client,
        @Nullable TokenHash requestUri,
        @Nullable JwkThumbprint provenKey,
        Instant now) {

    /** Where authorization requests arrive. */
    public enum Endpoint {
        /** The authorization endpoint (RFC 6749 §3.1), which the browser opens. */
        AUTHORIZE,
        /** The pushed authorization request endpoint (RFC 9126 §2), which the app calls. */
        PAR
    }

    /** Returns the app, once {@link AuthorizationCheck.Stage#CLIENT} has passed. */
    App knownClient() {
        if (client == null) {
            throw new IllegalStateException("The client is not known before its checks have passed");
        }
        return client;
    }

    boolean pushed() {
        return requestUri != null;
    }

    boolean atMostOnce(String parameter) {
        return sent.all(parameter).size() <= 1;
    }

    /** Returns where the response goes: what the request names, or the only address that is registered. */
    Optional<String> redirectUri() {
        List<String> registered = knownClient().access().redirectUris();
        return sent.first("redirect_uri")
                .or(() -> registered.size() == 1 ? Optional.of(registered.get(0)) : Optional.empty());
    }

    /** Returns the state. Of two states neither is the app's; such a request is refused later, without one. */
    Optional<String> state() {
        return atMostOnce("state") ? sent.first("state") : Optional.empty();
    }
}
