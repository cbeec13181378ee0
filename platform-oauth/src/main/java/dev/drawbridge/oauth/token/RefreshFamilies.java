package dev.drawbridge.oauth.token;

import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.store.CodeGrant;
import dev.drawbridge.oauth.store.Family;
import dev.drawbridge.oauth.store.FamilyId;
import dev.drawbridge.oauth.store.FamilyStore;
import dev.drawbridge.oauth.store.JwkThumbprint;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins and ends refresh families (RFC 9700 §4.14). Thread-safe. */
final class RefreshFamilies {

    private static final int SALT_BYTES = 16;

    private final CoreServices env;
    private final FamilyStore store;
    private final Lifetimes lifetimes;

    RefreshFamilies(CoreServices env, FamilyStore store, Lifetimes lifetimes) {
        this.env = env;
        this.store = store;
        this.lifetimes = lifetimes;
    }

    /** Inserts the family that the redemption of a code begins, in the transaction of the thread. */
    Family begin(FamilyId id, CodeGrant code, Scopes scopes, @Nullable JwkThumbprint boundTo, Instant now) {
        byte[] salt = new byte[SALT_BYTES];
        env.random().nextBytes(salt);
        Instant end = now.plus(lifetimes.refreshAbsolute());
        Instant idle = now.plus(lifetimes.refreshIdle());
        Family family = new Family(
                id,
                code.app(),
                code.grant(),
                scopes,
                code.resources(),
                boundTo,
                Base64.getUrlEncoder().withoutPadding().encodeToString(salt),
                env.vault().currentKeyId(),
                code.authenticatedAt(),
                now,
                end,
                new Family.State(1, now, idle.isBefore(end) ? idle : end, false));
        store.insert(family);
        return family;
    }

    /**
     * Ends a family and refuses its access tokens, in one transaction.
     *
     * @param action for the journal, for example {@code token.reused}
     * @param details for the journal
     * @return false if it had ended before
     */
    boolean end(FamilyId id, Actor actor, String action, Map<String, String> details) {
        return env.transactions().inTransaction(() -> {
            if (!store.end(id)) {
                return false;
            }
            Instant until = env.clock().instant().plus(lifetimes.refusal());
            env.changes().refuse(ChangeKind.FAMILY, id.value(), until);
            env.journal().record(actor, action, "family", id.value(), details);
            return true;
        });
    }
}
