package dev.drawbridge.core.account;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MailLink;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.panel.Developer;
import dev.drawbridge.core.secret.Passwords;
import dev.drawbridge.core.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Developer accounts for programs: sign-up, confirmation of the address, login, sessions and new passwords. The portal's
 * pages and its JSON calls are a thin layer on this.
 *
 * <p>Developers are not the host's users; one address may belong to both. What must not tell whether an address has an
 * account, does not: sign-up, resend, forgot and login answer the same for known and unknown ones. AccountProblems are {@link
 * dev.drawbridge.core.http.ProblemException}s with a stable code. This class is thread-safe.
 */
public final class DeveloperAccountService {

    private final AccountStores stores;
    private final SignUps signUps;
    private final PasswordResets resets;
    private final MailRequests requests;
    private final Logins logins;

    public DeveloperAccountService(CoreServices env, AccountStores stores, AccountSettings settings) {
        this.stores = stores;
        Passwords passwords = new Passwords(settings.passwordCost(), env.random());
        AccountMails mails = new AccountMails(env, settings.supportContact());
        LoginThrottle throttle = new LoginThrottle(stores.guesses(), env.throttles(), env.clock());
        this.requests = new MailRequests(env, stores, mails);
        this.signUps = new SignUps(env, stores, settings, passwords, requests);
        this.resets = new PasswordResets(env, stores, passwords, mails, requests);
        this.logins = new Logins(env, stores, settings, passwords, throttle);
    }

    /**
     * Signs a developer up and mails a link that confirms the address, valid for 24 hours. If the address has an account,
     * its owner gets another mail instead and nothing changes; the caller sees no difference.
     *
     * @param form what was typed
     * @param visitor from where
     * @throws dev.drawbridge.core.http.ProblemException 422 {@code invalid_fields} with {@code email_invalid}, {@code
     *     password_too_short}, {@code password_too_long}, {@code password_too_common}, {@code name_too_long} or {@code
     *     name_reserved}; 429 {@code signup_domain_limit}, {@code signup_inbox_limit} or {@code signup_address_limit}
     */
    public void signUp(NewDeveloper form, Visitor visitor) {
        signUps.signUp(form, visitor);
    }

    /**
     * Mails a new link to confirm an address, if it has an account that is not confirmed. At most three unexpired links
     * of one source work at a time, so mails may arrive in any order. The address is looked up afterwards, by a job.
     *
     * @param email the address as typed
     * @param visitor from where
     * @throws dev.drawbridge.core.http.ProblemException 422 if it is no address; 429 {@code resend_limit} after one in 60
     *     seconds or three in an hour from one source, whether it has an account or not; 503 {@code busy}
     */
    public void resendVerification(String email, Visitor visitor) {
        signUps.resend(email, visitor);
    }

    /**
     * Finds the address that a link would confirm, without using the link.
     *
     * @param token from the link
     * @return the address, or empty if the link does not work any more
     */
    public Optional<String> addressToVerify(Secret token) {
        return signUps.pending(token).map(MailLink::email);
    }

    /**
     * Confirms an address. Idempotent: once it is confirmed, every known link to it says so.
     *
     * @param token from the link
     * @param visitor from where
     * @return what happened
     */
    public Verification verify(Secret token, Visitor visitor) {
        return signUps.verify(token, visitor);
    }

    /**
     * Logs a developer in, confirmed or not, from where nobody logged in before.
     *
     * @param email the address as typed
     * @param password as typed
     * @param visitor from where
     * @return the new session, good for 7 days
     * @throws dev.drawbridge.core.http.ProblemException as {@link #logIn(String, Secret, Optional, Visitor)}
     */
    public LoggedIn logIn(String email, Secret password, Visitor visitor) {
        return logIn(email, password, Optional.empty(), visitor);
    }

    /**
     * Logs a developer in, confirmed or not. Failed attempts are counted by account and network; the guesses of strangers never
     * keep out a browser that presents the device token of an earlier login to the account.
     *
     * @param email the address as typed
     * @param password as typed
     * @param device what an earlier login gave as {@link LoggedIn#device()}, if anything
     * @param visitor from where
     * @return the new session, good for 7 days
     * @throws dev.drawbridge.core.http.ProblemException 401 {@code invalid_credentials}; 403 {@code account_suspended} or
     *     {@code password_reset_required}; 429 {@code too_many_attempts} with {@code Retry-After}
     */
    public LoggedIn logIn(String email, Secret password, Optional<Secret> device, Visitor visitor) {
        return logins.logIn(email, password, device, visitor);
    }

    /**
     * Finds the session of a token. The stored row decides: a session that was ended anywhere is gone at once.
     *
     * @param token from a cookie or an {@code Authorization} header
     * @return the session, or empty if there is none that is good
     */
    public Optional<DeveloperSession> session(Secret token) {
        return logins.session(token);
    }

    /**
     * Ends the session of a token, if there is one.
     *
     * @param token from a cookie or an {@code Authorization} header
     */
    public void logOut(Secret token) {
        logins.logOut(token);
    }

    /**
     * Confirms that it is still the developer who uses a session; good for 15 minutes. Failures count by session: whoever
     * guesses elsewhere does not keep its owner from confirming. After 100 in a row the session ends.
     *
     * @param session the session
     * @param password as typed
     * @param renew whether the session gets a new token; the old one ends
     * @return the session's token from now on
     * @throws dev.drawbridge.core.http.ProblemException 422 with {@code invalid_credentials}; 429 {@code
     *     too_many_attempts}; 401 {@code not_authenticated} if the session is over
     */
    public LoggedIn confirmPassword(DeveloperSession session, Secret password, boolean renew) {
        return logins.confirm(session, password, renew);
    }

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
     * @throws dev.drawbridge.core.http.ProblemException 422 if it is no address; 503 {@code busy}
     */
    public void forgotPassword(String email, Optional<Secret> device, Visitor visitor) {
        resets.request(email, device, visitor);
    }

    /**
     * Tells whether a link to set a new password would work, without using it.
     *
     * @param token from the link
     * @return true if it would
     */
    public boolean resetLinkWorks(Secret token) {
        return resets.works(token);
    }

    /**
     * Sets a new password, ends all sessions of the developer, confirms the address and mails a notice. Apps, their secrets
     * and tokens keep working.
     *
     * @param token from the link
     * @param password the new one as typed
     * @param visitor from where
     * @throws dev.drawbridge.core.http.ProblemException 410 {@code link_expired}; 422 as for {@link #signUp}
     */
    public void resetPassword(Secret token, Secret password, Visitor visitor) {
        resets.reset(token, password, visitor);
    }

    /**
     * Finds a developer.
     *
     * @param id who
     * @return the developer
     */
    public Optional<Developer> find(DeveloperId id) {
        return stores.accounts().find(id).map(Logins::developer);
    }

    /**
     * Changes how a developer calls himself.
     *
     * @param id who
     * @param name as typed, possibly empty
     * @return the developer as changed
     * @throws dev.drawbridge.core.http.ProblemException 422 with {@code name_too_long} or {@code name_reserved}
     */
    public Developer rename(DeveloperId id, String name) {
        Optional<FieldError> error = signUps.nameError(name);
        error.ifPresent(wrong -> {
            throw AccountProblems.invalid(List.of(wrong));
        });
        stores.accounts().rename(id, SignUps.cleanName(name));
        return find(id).orElseThrow(AccountProblems::notLoggedIn);
    }

    public Job mailRequests() {
        return requests.job();
    }

    public boolean alreadyVerified(Secret token) {
        return signUps.alreadyVerified(token);
    }
}
