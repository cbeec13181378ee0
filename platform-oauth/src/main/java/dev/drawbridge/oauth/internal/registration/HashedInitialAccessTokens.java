package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.InitialAccessTokens;
import dev.drawbridge.oauth.spi.InitialToken;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps initial access tokens as hashes. Thread-safe. */
public final class HashedInitialAccessTokens implements InitialAccessTokens {

    private final InitialTokenStore store;
    private final CredentialFormat credentials;
    private final Ulids ids;
    private final Journal journal;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the service; hosts take that of the authorization server.
     *
     * @param store where the hashes are kept
     * @param credentials makes tokens
     * @param ids makes their ids
     * @param journal records what happened
     * @param transactions hold together what belongs together
     * @param clock says when
     */
    public HashedInitialAccessTokens(
            InitialTokenStore store,
            CredentialFormat credentials,
            Ulids ids,
            Journal journal,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.credentials = credentials;
        this.ids = ids;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Issued issue(String label, int uses, Duration lifetime, Actor actor) {
        if (label.isBlank() || label.length() > InitialToken.MAX_LABEL) {
            throw new IllegalArgumentException("The label has 1 to " + InitialToken.MAX_LABEL + " characters");
        }
        if (uses < 1 || uses > MAX_USES) {
            throw new IllegalArgumentException("A token has 1 to " + MAX_USES + " uses");
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("A token lives for " + MAX_LIFETIME + " at most");
        }
        Secret secret = credentials.next(CredentialFormat.Kind.INITIAL_ACCESS_TOKEN);
        Instant now = clock.instant();
        InitialToken token = new InitialToken(ids.next(), TokenHash.of(secret), label, uses, now, now.plus(lifetime));
        transactions.inTransaction(() -> {
            store.insert(token);
            record(
                    actor,
                    OAuthAction.INITIAL_TOKEN_CREATED,
                    token.id(),
                    Map.of("label", label, "uses", Integer.toString(uses)));
        });
        return new Issued(token, secret);
    }

    @Override
    public List<InitialToken> list() {
        return store.live(clock.instant());
    }

    @Override
    public boolean revoke(String id, Actor actor) {
        return transactions.inTransaction(() -> {
            boolean revoked = store.revoke(id);
            if (revoked) {
                record(actor, OAuthAction.INITIAL_TOKEN_REVOKED, id, Map.of());
            }
            return revoked;
        });
    }

    private void record(Actor actor, OAuthAction action, String id, Map<String, String> details) {
        journal.record(actor, action, "initialToken", id, details);
    }
}
