package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh family: one row, however often it is refreshed. The current refresh token has the current generation; older
 * ones are recognised by their generation alone.
 *
 * @param id {@code fid} of its access tokens
 * @param app whose it is
 * @param grant from which grant
 * @param scopes what was granted at the start; refreshes may narrow the access token but never this
 * @param resources for which resources (RFC 8707 §2); refreshes may narrow the access token but never this
 * @param boundTo the key that must be proved at every refresh (RFC 9449 §5); null for apps with a secret, and for those that
 *     proved none
 * @param salt goes into the tokens' message authentication code
 * @param keyId the vault key that makes that code
 * @param authenticatedAt when the user logged in
 * @param createdAt when the code was redeemed
 * @param expiresAt from this instant on no refresh is possible, however busy the family was
 * @param state what changes with every refresh
 */
public record Family(
        FamilyId id,
        AppId app,
        GrantId grant,
        Scopes scopes,
        Resources resources,
        @Nullable JwkThumbprint boundTo,
        String salt,
        String keyId,
        Instant authenticatedAt,
        Instant createdAt,
        Instant expiresAt,
        State state) {

    /**
     * What changes with every refresh.
     *
     * @param generation counts refreshes from 1
     * @param rotatedAt when the generation began
     * @param idleUntil from this instant on the family is dead unless it is refreshed before
     * @param ended whether it was revoked, replayed or withdrawn
     */
    public record State(long generation, Instant rotatedAt, Instant idleUntil, boolean ended) {}

    /**
     * Tells whether the family can still be refreshed.
     *
     * @param now the time
     * @return false once it ended or expired
     */
    public boolean live(Instant now) {
        return !state.ended() && now.isBefore(state.idleUntil()) && now.isBefore(expiresAt);
    }

    /**
     * Returns this family in another state.
     *
     * @param value what a refresh changed
     * @return the copy
     */
    public Family withState(State value) {
        return new Family(
                id, app, grant, scopes, resources, boundTo, salt, keyId, authenticatedAt, createdAt, expiresAt, value);
    }

    /**
     * Returns this family after its end.
     *
     * @return the copy
     */
    public Family end() {
        return withState(new State(state.generation(), state.rotatedAt(), state.idleUntil(), true));
    }
}
