package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that an app pushed (RFC 9126), kept until a user has decided about it. Immutable.
 *
 * @param hash SHA-256 of the {@code request_uri}, which itself is nowhere
 * @param app which app pushed it; for no other it is worth anything
 * @param parameters what was pushed, form-encoded, without the client's credentials
 * @param expiresAt until when the {@code request_uri} may begin an authorization
 * @param usedAt when a user decided about it; null until then
 */
public record PushedRequest(
        TokenHash hash,
        AppId app,
        String parameters,
        Instant expiresAt,
        @Nullable Instant usedAt) {

    /** The longest encoded parameters, in characters. */
    public static final int MAX_PARAMETERS = 32_000;

    /**
     * Tells whether an authorization may begin with it.
     *
     * @param now the time
     * @return false once it was decided about, and from the instant of expiry on
     */
    public boolean open(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    /** Leaves out the parameters: they are the app's own business. */
    @Override
    public String toString() {
        return "PushedRequest[app=" + app + "]";
    }

    /**
     * Returns this request after the user decided.
     *
     * @param at when that was
     * @return the copy
     */
    public PushedRequest used(Instant at) {
        return new PushedRequest(hash, app, parameters, expiresAt, at);
    }
}
