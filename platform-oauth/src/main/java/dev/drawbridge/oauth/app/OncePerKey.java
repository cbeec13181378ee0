package dev.drawbridge.oauth.app;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.panel.PortalCall;
import dev.drawbridge.core.secret.TokenHash;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs what makes a secret once per {@code Idempotency-Key}, and once per form. A repetition is told so; it never gets the
 * secret again, which is kept nowhere. Thread-safe.
 */
final class OncePerKey {

    /** How long a key is remembered. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    private static final String SPACE = "idempotency";
    private static final int MAX_LENGTH = 255;

    private final CoreServices env;

    OncePerKey(CoreServices env) {
        this.env = env;
    }

    /**
     * Runs a JSON call. Key and work are one transaction: work that is refused does not use up the key.
     *
     * @throws ProblemException 409 {@code already_processed}
     */
    <T> T perKey(PortalCall call, Supplier<T> work) {
        Optional<String> key = call.request().header("Idempotency-Key").filter(text -> !text.isEmpty());
        if (key.isEmpty()) {
            return env.transactions().inTransaction(work);
        }
        if (key.get().length() > MAX_LENGTH) {
            throw ProblemException.of(
                    400, "idempotency_key_too_long", "An Idempotency-Key has at most 255 characters.");
        }
        String scoped = call.developer().id() + " " + call.request().path() + " " + key.get();
        return env.transactions().inTransaction(() -> {
            boolean first = env.stores()
                    .replays()
                    .firstUse(
                            SPACE,
                            TokenHash.of(scoped).value(),
                            env.clock().instant().plus(REMEMBERED));
            if (!first) {
                throw ProblemException.of(
                        409, "already_processed", "A call with this Idempotency-Key was processed already.");
            }
            return work.get();
        });
    }

    /** Runs a form; empty if it was sent before, or is not one of ours. */
    <T> Optional<T> perForm(String formId, Supplier<T> work) {
        return env.transactions()
                .inTransaction(() -> env.oneTimeForms().firstUse(formId) ? Optional.of(work.get()) : Optional.empty());
    }
}
