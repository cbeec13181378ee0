package dev.drawbridge.core;

import dev.drawbridge.core.http.ClientAddress;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Developer accounts for programs: sign-up, confirmation of the address, login, sessions and new passwords. The portal's
 * pages and its JSON calls are a thin layer on this.
 *
 * <p>Developers are not the host's users; one address may belong to both. What must not tell whether an address has an
 * account, does not: sign-up, resend, forgot and login respond the same for known and unknown ones. A refusal
 * is an {@link AccountRefusedException} with a stable code. Implementations are thread-safe.
 */
public interface DeveloperAccountService {

    /**
     * Signs a developer up and mails a link that confirms the address, valid for 24 hours. If the address has an account,
     * its owner gets another mail instead and nothing changes; the caller sees no difference.
     *
     * @param form what was typed
     * @param visitor from where
     * @throws AccountRefusedException {@code invalid_fields} with {@code email_invalid}, {@code password_too_short}, {@code
     *     password_too_long}, {@code password_too_common}, {@code name_too_long} or {@code name_reserved}; {@code
     *     signup_domain_limit}, {@code signup_inbox_limit} or {@code signup_address_limit}; {@code busy}
     */
    void signUp(NewDeveloper form, Visitor visitor);

    /**
     * Mails a new link to confirm an address, if it has an account that is not confirmed. At most three unexpired links
     * of one source work at a time, so mails may arrive in any order. The address is looked up afterwards, by a job.
     *
     * @param email the address as typed
     * @param visitor from where
     * @throws AccountRefusedException {@code invalid_fields} if it is no address; {@code resend_limit} after one in 60
     *     seconds or three in an hour from one source, whether it has an account or not; {@code busy}
     */
    void resendVerification(String email, Visitor visitor);

    /**
     * Finds the address that a link would confirm, without using the link.
     *
     * @param token from the link
     * @return the address, or empty if the link does not work any more
     */
    Optional<String> addressToVerify(Secret token);

    /**
     * Tells whether the address of a link is confirmed already, without using the link.
     *
     * @param token from the link
     * @return true if the link is known and its address is confirmed
     */
    boolean alreadyVerified(Secret token);

    /**
     * Confirms an address; one that the developer wants instead of another replaces that. Idempotent: once it is confirmed, every known link to it says so.
     *
     * @param token from the link
     * @param visitor from where
     * @return what happened
     */
    Verification verify(Secret token, Visitor visitor);

    /**
     * Logs a developer in, confirmed or not, from where nobody logged in before.
     *
     * @param email the address as typed
     * @param password as typed
     * @param visitor from where
     * @return the new session, good for 7 days
     * @throws AccountRefusedException as {@link #logIn(String, Secret, Optional, Visitor)}
     */
    default LoggedIn logIn(String email, Secret password, Visitor visitor) {
        return logIn(email, password, Optional.empty(), visitor);
    }

    /**
     * Logs a developer in, confirmed or not; who asked to delete the account within the last 14 days keeps it by that. Failed attempts are counted by account and network; the guesses of strangers never
     * keep out a browser that presents the device token of an earlier login to the account.
     *
     * @param email the address as typed
     * @param password as typed
     * @param device what an earlier login gave as {@link LoggedIn#device()}, if anything
     * @param visitor from where
     * @return the new session, good for 7 days
     * @throws AccountRefusedException {@code invalid_credentials}, {@code account_suspended}, {@code
     *     password_reset_required}, or {@code too_many_attempts} with the wait
     */
    LoggedIn logIn(String email, Secret password, Optional<Secret> device, Visitor visitor);

    /**
     * Finds the session of a token. The stored row decides: a session that was ended anywhere is gone immediately.
     *
     * @param token from a cookie or an {@code Authorization} header
     * @return the session, or empty if there is none that is good
     */
    Optional<DeveloperSession> session(Secret token);

    /**
     * Ends the session of a token, if there is one.
     *
     * @param token from a cookie or an {@code Authorization} header
     * @param visitor from where
     */
    void logOut(Secret token, Visitor visitor);

    /**
     * Confirms that it is still the developer who uses a session; good for 15 minutes. Failures count by session: whoever
     * guesses elsewhere does not keep its owner from confirming. After 100 in a row the session ends.
     *
     * @param session the session
     * @param password as typed
     * @param renew whether the session gets a new token; the old one ends
     * @param visitor from where
     * @return the session's token from now on
     * @throws AccountRefusedException {@code invalid_fields} with {@code invalid_credentials}; {@code too_many_attempts};
     *     {@code not_authenticated} if the session is over
     */
    LoggedIn confirmPassword(DeveloperSession session, Secret password, boolean renew, Visitor visitor);

    /**
     * Mails a link to set a new password, valid for one hour, if the address has an account; older such links that the same
     * source asked for end. The address is looked up afterwards, by a job. A source gets five a day for an address; over all
     * kinds of mail that strangers can cause, a person gets one a minute and ten a day. More is silently left out, while an
     * earlier link works.
     *
     * @param email the address as typed
     * @param device what an earlier login gave as {@link LoggedIn#device()}, if anything: its resets do not count as those of
     *     strangers
     * @param visitor from where
     * @throws AccountRefusedException {@code invalid_fields} if it is no address; {@code busy}
     */
    void forgotPassword(String email, Optional<Secret> device, Visitor visitor);

    /**
     * Tells whether a link to set a new password would work, without using it.
     *
     * @param token from the link
     * @return true if it would
     */
    boolean resetLinkWorks(Secret token);

    /**
     * Sets a new password, ends all sessions of the developer, confirms the address and mails a notice. Apps, their secrets
     * and tokens keep working.
     *
     * @param token from the link
     * @param password the new one as typed
     * @param visitor from where
     * @throws AccountRefusedException {@code link_expired}; {@code invalid_fields} as for {@link #signUp}
     */
    void resetPassword(Secret token, Secret password, Visitor visitor);

    /**
     * Finds a developer.
     *
     * @param id who
     * @return the developer
     */
    Optional<Developer> find(DeveloperId id);

    /** What opening a confirmation link did. */
    enum Verification {
        /** The address is confirmed now. */
        CONFIRMED,
        /** The address was confirmed before. */
        ALREADY_CONFIRMED,
        /** The link is too old, was replaced or never existed; nobody can tell which. */
        EXPIRED
    }

    /**
     * What someone types to sign up.
     *
     * @param email as typed
     * @param password as typed
     * @param name as typed, possibly empty
     */
    record NewDeveloper(String email, Secret password, String name) {}

    /**
     * A session that begins.
     *
     * @param token the session's token, for the cookie or as bearer token
     * @param expiresAt when it ends at the latest
     * @param developer who logged in
     * @param device proves later that this browser logged in to the account before, so that guesses of strangers do not keep it
     *     out; empty if the session is only continued
     */
    record LoggedIn(Secret token, Instant expiresAt, Developer developer, Optional<Secret> device) {}

    /**
     * A session that was found and is good.
     *
     * @param id the session, not a credential by itself
     * @param developer who is logged in
     * @param confirmedAt when the password was given last
     * @param expiresAt when the session ends at the latest
     */
    record DeveloperSession(String id, Developer developer, Instant confirmedAt, Instant expiresAt) {

        /** How long a given password counts as a confirmation. */
        public static final Duration CONFIRMATION = Duration.ofMinutes(15);

        /**
         * Tells whether the password was given recently.
         *
         * @param now the time
         * @return true within {@link #CONFIRMATION}
         */
        public boolean confirmed(Instant now) {
            return now.isBefore(confirmedAt.plus(CONFIRMATION));
        }
    }

    /**
     * From where an account is used: for limits per address, for the journal and for the session.
     *
     * @param client where the request comes from
     * @param userAgent what the browser says it is, at most 200 characters, possibly empty
     * @param requestId the request, or null
     */
    record Visitor(
            ClientAddress client,
            String userAgent,
            @Nullable String requestId) {

        private static final int MAX_AGENT = 200;

        /** Cuts the user agent. */
        public Visitor {
            userAgent = userAgent.length() <= MAX_AGENT ? userAgent : userAgent.substring(0, MAX_AGENT);
        }

        /**
         * Takes over what a request says.
         *
         * @param request the request
         * @return the visitor
         */
        public static Visitor of(Request request) {
            return new Visitor(request.client(), request.header("User-Agent").orElse(""), request.id());
        }

        /**
         * Returns the address, for the journal and the session.
         *
         * @return the IP address as text
         */
        public String address() {
            return client.address();
        }

        /**
         * Returns what limits count by.
         *
         * @return the address, or the /64 that it belongs to
         */
        public String network() {
            return client.network();
        }

        /**
         * Returns the developer who uses the account from here, for the journal.
         *
         * @param developer whose account it is
         * @return the actor, with address and request id
         */
        public Actor actor(DeveloperId developer) {
            return new Actor("developer", developer.value(), address(), requestId, userAgent);
        }
    }
}
