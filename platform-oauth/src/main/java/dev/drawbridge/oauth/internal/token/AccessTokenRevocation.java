package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.AccessTokenVerifier;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.time.InstantSource;
import java.util.Map;

/** Revokes single access tokens: all nodes refuse them until they expire. Thread-safe. */
public final class AccessTokenRevocation {

    private final AccessTokens tokens;
    private final Transactions transactions;
    private final ChangeFeed changes;
    private final Journal journal;
    private final InstantSource clock;

    /**
     * Makes what revokes access tokens.
     *
     * @param tokens reads them
     * @param transactions put a revocation and its entry in the journal together
     * @param changes tells all nodes
     * @param journal notes who revoked what
     * @param clock the time
     */
    public AccessTokenRevocation(
            AccessTokens tokens, Transactions transactions, ChangeFeed changes, Journal journal, InstantSource clock) {
        this.tokens = tokens;
        this.transactions = transactions;
        this.changes = changes;
        this.journal = journal;
        this.clock = clock;
    }

    /** Revokes a token of a client; one that is another's, expired or revoked before is left alone. */
    void revoke(Secret token, AuthenticatedClient client) {
        if (tokens.read(token) instanceof TokenCheck.Valid<AccessTokenClaims> valid
                && mayRevoke(client, valid.token())) {
            refuse(valid.token(), client);
        }
    }

    private boolean mayRevoke(AuthenticatedClient client, AccessTokenClaims claims) {
        return claims.holder().clientId().equals(client.app().clientId())
                && clock.instant().isBefore(claims.times().expiresAt())
                && !changes.refused(ChangeKind.TOKEN, claims.tokenId());
    }

    private void refuse(AccessTokenClaims claims, AuthenticatedClient client) {
        transactions.inTransaction(() -> {
            changes.refuse(
                    ChangeKind.TOKEN,
                    claims.tokenId(),
                    claims.times().expiresAt().plus(AccessTokenVerifier.SKEW));
            journal.record(
                    client.actor(),
                    OAuthAction.TOKEN_REVOKED,
                    "token",
                    claims.tokenId(),
                    Map.of("app", client.app().id().value()));
        });
    }
}
