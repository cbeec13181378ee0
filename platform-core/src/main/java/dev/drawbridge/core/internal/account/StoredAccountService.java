package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.DeveloperSession;
import dev.drawbridge.core.DeveloperAccountService.LoggedIn;
import dev.drawbridge.core.DeveloperAccountService.NewDeveloper;
import dev.drawbridge.core.DeveloperAccountService.Verification;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.MailRequest;
import java.util.Optional;

/** Developer accounts in the stores: one part for each thing that a developer does. Thread-safe. */
public final class StoredAccountService implements DeveloperAccountService {

    private final SignUps signUps;
    private final EmailVerifications verifications;
    private final PasswordResets resets;
    private final MailRequests requests;
    private final Logins logins;
    private final Sessions sessions;
    private final PasswordConfirmations confirmations;
    private final Profiles profiles;

    /**
     * Makes the service.
     *
     * @param signUps new accounts
     * @param verifications confirmed addresses
     * @param resets new passwords
     * @param requests mails that visitors ask for
     * @param logins new sessions
     * @param sessions live sessions
     * @param confirmations passwords given again
     * @param profiles what developers say about themselves
     */
    public StoredAccountService(
            SignUps signUps,
            EmailVerifications verifications,
            PasswordResets resets,
            MailRequests requests,
            Logins logins,
            Sessions sessions,
            PasswordConfirmations confirmations,
            Profiles profiles) {
        this.signUps = signUps;
        this.verifications = verifications;
        this.resets = resets;
        this.requests = requests;
        this.logins = logins;
        this.sessions = sessions;
        this.confirmations = confirmations;
        this.profiles = profiles;
    }

    @Override
    public void signUp(NewDeveloper form, Visitor visitor) {
        signUps.signUp(form, visitor);
    }

    @Override
    public void resendVerification(String email, Visitor visitor) {
        verifications.resend(email, visitor);
    }

    @Override
    public Optional<String> addressToVerify(Secret token) {
        return verifications.pending(token).map(MailLink::email);
    }

    @Override
    public boolean alreadyVerified(Secret token) {
        return verifications.alreadyVerified(token);
    }

    @Override
    public Verification verify(Secret token, Visitor visitor) {
        return verifications.verify(token, visitor);
    }

    @Override
    public LoggedIn logIn(String email, Secret password, Optional<Secret> device, Visitor visitor) {
        return logins.logIn(email, password, device, visitor);
    }

    @Override
    public Optional<DeveloperSession> session(Secret token) {
        return sessions.find(token);
    }

    @Override
    public void logOut(Secret token, Visitor visitor) {
        sessions.logOut(token, visitor);
    }

    @Override
    public LoggedIn confirmPassword(DeveloperSession session, Secret password, boolean renew, Visitor visitor) {
        return confirmations.confirm(session, password, renew, visitor);
    }

    @Override
    public void forgotPassword(String email, Optional<Secret> device, Visitor visitor) {
        EmailAddress address = EmailAddress.parse(email).orElseThrow(AccountRefusals::noAddress);
        requests.ask(MailRequest.Kind.RESET, address, device, visitor);
    }

    @Override
    public boolean resetLinkWorks(Secret token) {
        return resets.works(token);
    }

    @Override
    public void resetPassword(Secret token, Secret password, Visitor visitor) {
        resets.reset(token, password, visitor);
    }

    @Override
    public Optional<Developer> find(DeveloperId id) {
        return profiles.find(id);
    }
}
