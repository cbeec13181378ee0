package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.GuessStore;
import dev.drawbridge.core.spi.account.GuessStore.Guesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Slows down who guesses passwords, and nobody else: what is counted always contains where the guess comes from.
 * Thread-safe.
 *
 * <p>There are three sources, each with buckets of its own:
 *
 * <ul>
 *   <li>A live session that confirms its password. Nobody else's guesses touch it.
 *   <li>A browser that logged in to the account before and proves it with its {@link DeviceTokens device token}. Nobody
 *       else's guesses touch it either, nor do those of other people in its network.
 *   <li>A stranger: per account and network first. Beside that all strangers together have {@value #MAX_FAILURES} failures
 *       in a row per account (NIST SP 800-63B §5.2.2); then they need a reset, while sessions and known browsers keep
 *       working. And per network {@value #FAILURES_PER_MINUTE} failures a minute are allowed; successes do not count, so
 *       that an office behind one address can work.
 * </ul>
 *
 * <p>A guess counts as failed before it is judged, so parallel guesses cannot outrun the count; a success clears the buckets
 * it went through. After {@value #FREE_FAILURES} failures in a row in a bucket the wait doubles from one second up to a
 * quarter of an hour; after {@value #MAX_FAILURES} the bucket is closed: a session ends, a browser is a stranger again. Keys
 * contain the hash of the password, so a new password leaves all buckets behind, and are kept as hashes themselves.
 *
 * <p>Unknown addresses are treated like known ones, but are counted in memory: see {@link UnknownGuesses}.
 */
public final class LoginThrottle {

    private static final int FREE_FAILURES = 5;
    private static final int MAX_FAILURES = 100;
    private static final int FAILURES_PER_MINUTE = 30;
    private static final int MAX_DOUBLINGS = 10;
    private static final int MAX_RACES = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    // What keeps count of all strangers lasts; what slows one network down need not outlive its interest by much.
    private static final Duration ACCOUNT_REMEMBERED = Duration.ofDays(90);
    private static final Duration SOURCE_REMEMBERED = Duration.ofDays(2);
    private static final String THROTTLE = "login.failed";

    private final GuessStore known;
    private final GuessStore unknown;
    private final Throttles throttles;
    private final PlatformClock clock;

    /**
     * Makes the throttle.
     *
     * @param known counts guesses at accounts
     * @param throttles count failures of networks
     * @param clock the time
     */
    public LoginThrottle(GuessStore known, Throttles throttles, PlatformClock clock) {
        this.known = known;
        this.unknown = new UnknownGuesses(known, clock);
        this.throttles = throttles;
        this.clock = clock;
    }

    /** A guess that was counted as failed. */
    interface Attempt {

        /**
         * Notes that the password was wrong.
         *
         * @throws AccountRefusedException if that was one too many for the network
         */
        void wrong();

        /** Notes that the password was right. */
        void right();
    }

    /**
     * Counts a guess at a login.
     *
     * @param email as typed, lower case
     * @param account the account of this address, or empty
     * @param device the browser, if it proved that it logged in to this account before
     * @param visitor from where
     * @throws AccountRefusedException while this source has to wait, or if only a reset helps
     */
    Attempt beforeLogin(String email, Optional<Account> account, Optional<String> device, Visitor visitor) {
        // The password is part of the key: a reset leaves behind whatever was counted before.
        String target = account.map(it -> it.id() + "|" + it.passwordHash()).orElse("unknown|" + email);
        String all = key("account", target);
        if (device.isPresent()) {
            String own = key("device", device.get());
            if (failures(known, own) < MAX_FAILURES) {
                count(known, own, SOURCE_REMEMBERED, true);
                return new Counted(known, List.of(own, all), Optional.empty());
            }
        }
        String network = visitor.network();
        refuseWaiting(known.find(key("address", network)));
        GuessStore store = account.isPresent() ? known : unknown;
        String own = key("login", target + "|" + network);
        if (failures(store, all) >= MAX_FAILURES || failures(store, own) >= MAX_FAILURES) {
            throw new AccountRefusedException(AccountRefusal.PASSWORD_RESET_REQUIRED);
        }
        count(store, own, SOURCE_REMEMBERED, true);
        count(store, all, ACCOUNT_REMEMBERED, false);
        return new Counted(store, List.of(own, all), Optional.of(network));
    }

    /**
     * Counts a guess in a live session.
     *
     * @param session the session's id
     * @return empty if this session has guessed too often, so that it has to end
     * @throws AccountRefusedException while this session has to wait
     */
    Optional<Attempt> beforeConfirmation(String session) {
        String own = key("session", session);
        if (failures(known, own) >= MAX_FAILURES) {
            return Optional.empty();
        }
        count(known, own, SOURCE_REMEMBERED, true);
        return Optional.of(new Counted(known, List.of(own), Optional.empty()));
    }

    /**
     * A guess and the buckets it went through.
     *
     * @param network whose failures count as well, if it is a stranger's
     */
    private final class Counted implements Attempt {

        private final GuessStore store;
        private final List<String> buckets;
        private final Optional<String> network;

        Counted(GuessStore store, List<String> buckets, Optional<String> network) {
            this.store = store;
            this.buckets = buckets;
            this.network = network;
        }

        @Override
        public void wrong() {
            network.ifPresent(LoginThrottle.this::countFailureOf);
        }

        @Override
        public void right() {
            buckets.forEach(store::clear);
        }
    }

    private void countFailureOf(String network) {
        Optional<Duration> wait = throttles.attempt(THROTTLE, network, FAILURES_PER_MINUTE, WINDOW);
        if (wait.isPresent()) {
            String key = key("address", network);
            Guesses after =
                    new Guesses(failures(known, key) + 1, clock.instant().plus(wait.get()));
            known.replace(key, after.failures() - 1, after, clock.instant().plus(SOURCE_REMEMBERED));
            throw AccountRefusals.tooManyAttempts(wait.get());
        }
    }

    /** Counts one more failure, or refuses while the bucket has to wait. */
    private void count(GuessStore store, String key, Duration remembered, boolean slowing) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<Guesses> found = store.find(key);
            refuseWaiting(found);
            int failures = found.map(Guesses::failures).orElse(0) + 1;
            Instant now = clock.instant();
            Instant retryAt = slowing ? now.plus(waitAfter(failures)) : now;
            if (store.replace(key, failures - 1, new Guesses(failures, retryAt), now.plus(remembered))) {
                return;
            }
        }
        // Others guess at this very bucket faster than we can count.
        throw AccountRefusals.tooManyAttempts(Duration.ofSeconds(1));
    }

    private static int failures(GuessStore store, String key) {
        return store.find(key).map(Guesses::failures).orElse(0);
    }

    private void refuseWaiting(Optional<Guesses> guesses) {
        Instant now = clock.instant();
        guesses.map(Guesses::retryAt).filter(now::isBefore).ifPresent(retryAt -> {
            throw AccountRefusals.tooManyAttempts(Duration.between(now, retryAt));
        });
    }

    static Duration waitAfter(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, MAX_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static String key(String kind, String of) {
        return TokenHash.of(kind + ":" + of).value();
    }
}
