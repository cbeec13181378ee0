package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs what makes a secret once per {@code Idempotency-Key}, and once per form. A repetition is told so; it never gets the
 * secret again, which is kept nowhere. Thread-safe.
 */
public final class OncePerKey {

    /** How long a key is remembered. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    private static final String SPACE = "idempotency";
    private static final int MAX_LENGTH = 255;

    private final ReplayStore replays;
    private final OneTimeForms forms;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the guard.
     *
     * @param replays remembers keys
     * @param forms makes and remembers the ids of forms
     * @param transactions hold together a key and its work
     * @param clock says when
     */
    public OncePerKey(ReplayStore replays, OneTimeForms forms, Transactions transactions, PlatformClock clock) {
        this.replays = replays;
        this.forms = forms;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Runs a JSON call. Key and work are one transaction: work that is refused does not use up the key.
     *
     * @throws AppRefusedException {@code already_processed}, {@code idempotency_key_too_long}
     */
    <T> T perKey(PortalCall call, Supplier<T> work) {
        Optional<String> key = call.request().header("Idempotency-Key").filter(text -> !text.isEmpty());
        if (key.isEmpty()) {
            return transactions.inTransaction(work);
        }
        if (key.get().length() > MAX_LENGTH) {
            throw new AppRefusedException(AppRefusal.IDEMPOTENCY_KEY_TOO_LONG);
        }
        String scoped = call.developer().id() + " " + call.request().path() + " " + key.get();
        return transactions.inTransaction(() -> {
            boolean first = replays.firstUse(
                    SPACE, TokenHash.of(scoped).value(), clock.instant().plus(REMEMBERED));
            if (!first) {
                throw new AppRefusedException(AppRefusal.ALREADY_PROCESSED);
            }
            return work.get();
        });
    }

    /** Returns an id for a form, which counts once. */
    String formId() {
        return forms.issue();
    }

    /** Runs a form; empty if it was sent before, or was not made here. */
    <T> Optional<T> perForm(String formId, Supplier<T> work) {
        return transactions.inTransaction(() -> forms.firstUse(formId) ? Optional.of(work.get()) : Optional.empty());
    }
}
