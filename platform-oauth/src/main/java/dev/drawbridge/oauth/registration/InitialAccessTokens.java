package dev.drawbridge.oauth.registration;

import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.journal.Journal;
import dev.drawbridge.core.model.Ulids;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.Transactions;
import dev.drawbridge.oauth.store.InitialToken;
import dev.drawbridge.oauth.store.InitialTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes and revokes the tokens that let clients register (RFC 7591 §3), for the host: the platform gives out none by itself. A
 * token is shown once, when it is made; only its hash is kept. Thread-safe.
 */
public final class InitialAccessTokens {

    /** The most clients that can be registered with one token. */
    public static final int MAX_USES = 10_000;

    /** How long a token can live. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(366);

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
    public InitialAccessTokens(
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

    /**
     * A token that was made just now.
     *
     * @param token what is kept of it
     * @param secret what the client sends as {@code Authorization: Bearer}, for the only time
     */
    public record Issued(InitialToken token, Secret secret) {}

    /**
     * Makes a token.
     *
     * @param label who gets it, 1 to 200 characters
     * @param uses how many clients can be registered with it, from 1 to {@link #MAX_USES}
     * @param lifetime until it is refused, more than zero, at most {@link #MAX_LIFETIME}
     * @param actor who does it
     * @return the token
     * @throws IllegalArgumentException if something is out of its bounds
     */
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
                    RegistrationAction.TOKEN_CREATED,
                    token.id(),
                    Map.of("label", label, "uses", Integer.toString(uses)));
        });
        return new Issued(token, secret);
    }

    /**
     * Lists the tokens that may be used, newest first.
     *
     * @return the tokens
     */
    public List<InitialToken> list() {
        return store.live(clock.instant());
    }

    /**
     * Ends a token immediately. Clients that were registered with it stay.
     *
     * @param id which
     * @param actor who does it
     * @return false if there is no such token
     */
    public boolean revoke(String id, Actor actor) {
        return transactions.inTransaction(() -> {
            boolean revoked = store.revoke(id);
            if (revoked) {
                record(actor, RegistrationAction.TOKEN_REVOKED, id, Map.of());
            }
            return revoked;
        });
    }

    private void record(Actor actor, RegistrationAction action, String id, Map<String, String> details) {
        journal.record(actor, action, "initialToken", id, details);
    }
}
