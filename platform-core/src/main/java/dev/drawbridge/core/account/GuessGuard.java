package dev.drawbridge.core.account;

import dev.drawbridge.core.account.store.GuessStore;
import dev.drawbridge.core.account.store.GuessStore.Guesses;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.core.throttle.Throttles;
import dev.drawbridge.core.time.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down who guesses passwords, and nobody else. Thread-safe.
 *
 * <p>Per account a guess is counted as failed before it is looked at, so that parallel guesses cannot outrun the count; a
 * success clears it. After {@value #FREE_FAILURES} failures in a row the wait doubles from one second up to a quarter of
 * an hour; after {@value #MAX_FAILURES} only a reset helps. Per source address {@value #FAILURES_PER_MINUTE} failures a
 * minute are allowed; successes do not count, so that an office behind one address can work. Unknown addresses are treated
 * like known ones, and kept as hashes: people type passwords into the wrong field.
 */
final class GuessGuard {

    private static final int FREE_FAILURES = 5;
    private static final int MAX_FAILURES = 100;
    private static final int FAILURES_PER_MINUTE = 30;
    private static final int MAX_DOUBLINGS = 10;
    private static final int MAX_RACES = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final String THROTTLE = "login.failed";

    private final GuessStore store;
    private final Throttles throttles;
    private final PlatformClock clock;

    GuessGuard(GuessStore store, Throttles throttles, PlatformClock clock) {
        this.store = store;
        this.throttles = throttles;
        this.clock = clock;
    }

    /**
     * Asks before a password is looked at.
     *
     * @throws ProblemException 429 while this account or address has to wait, 403 if only a reset helps
     */
    void beforeGuess(String email, Visitor visitor) {
        refuseWaiting(store.find(addressKey(visitor)));
        String key = accountKey(email);
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<Guesses> found = store.find(key);
            refuseWaiting(found);
            int before = found.map(Guesses::failures).orElse(0);
            if (before >= MAX_FAILURES) {
                throw Refusals.resetRequired();
            }
            if (count(key, before, waitAfter(before + 1))) {
                return;
            }
        }
        // Someone else guesses at this very account faster than we can count.
        throw Refusals.tooManyAttempts(Duration.ofSeconds(1));
    }

    /**
     * Notes that the password was wrong.
     *
     * @throws ProblemException 429 if that was one too many for the source address
     */
    void wrong(Visitor visitor) {
        Optional<Duration> wait = throttles.attempt(THROTTLE, visitor.network(), FAILURES_PER_MINUTE, WINDOW);
        if (wait.isPresent()) {
            String key = addressKey(visitor);
            int before = store.find(key).map(Guesses::failures).orElse(0);
            count(key, before, wait.get());
            throw Refusals.tooManyAttempts(wait.get());
        }
    }

    /** Notes that the password was right, or was replaced by someone who proved the address. */
    void right(String email) {
        store.clear(accountKey(email));
    }

    private boolean count(String key, int before, Duration wait) {
        Instant now = clock.instant();
        return store.replace(key, before, new Guesses(before + 1, now.plus(wait)), now.plus(REMEMBERED));
    }

    private void refuseWaiting(Optional<Guesses> guesses) {
        Instant now = clock.instant();
        guesses.map(Guesses::retryAt).filter(now::isBefore).ifPresent(retryAt -> {
            throw Refusals.tooManyAttempts(Duration.between(now, retryAt));
        });
    }

    static Duration waitAfter(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, MAX_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static String accountKey(String email) {
        return TokenHash.of("account:" + email).value();
    }

    private static String addressKey(Visitor visitor) {
        return TokenHash.of("address:" + visitor.network()).value();
    }
}
