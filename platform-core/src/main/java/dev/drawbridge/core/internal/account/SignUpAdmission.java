package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.NewDeveloper;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.throttle.Throttles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may sign up: the form is right, and not too many come from one place. Thread-safe. */
public final class SignUpAdmission {

    private static final int PER_INBOX = 3;
    private static final Duration HOUR = Duration.ofHours(1);

    private final PasswordRules passwords;
    private final DeveloperNames names;
    private final Throttles throttles;
    private final SignUpLimits limits;
    private final String supportContact;

    /**
     * Makes the rules.
     *
     * @param passwords what a password must be
     * @param names what a name may be
     * @param throttles count sign-ups
     * @param limits how many are allowed
     * @param supportContact who helps beyond that
     */
    public SignUpAdmission(
            PasswordRules passwords,
            DeveloperNames names,
            Throttles throttles,
            SignUpLimits limits,
            String supportContact) {
        this.passwords = passwords;
        this.names = names;
        this.throttles = throttles;
        this.limits = limits;
        this.supportContact = supportContact;
    }

    /**
     * Admits a form or refuses it.
     *
     * @return the address to sign up
     * @throws AccountRefusedException with every wrong field, or the limit that is reached
     */
    EmailAddress admit(NewDeveloper form, Visitor visitor) {
        EmailAddress email = check(form);
        limit(email, visitor);
        return email;
    }

    private EmailAddress check(NewDeveloper form) {
        List<FieldError> errors = new ArrayList<>();
        Optional<EmailAddress> email = EmailAddress.parse(form.email());
        if (email.isEmpty()) {
            errors.add(AccountRefusals.EMAIL_INVALID);
        }
        passwords.check(form.password(), email).ifPresent(errors::add);
        names.check(form.name()).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw AccountRefusedException.invalidFields(errors);
        }
        return email.orElseThrow();
    }

    private void limit(EmailAddress email, Visitor visitor) {
        throttles
                .attempt("signup.address", visitor.network(), limits.perAddress(), HOUR)
                .ifPresent(wait -> refuse(AccountRefusal.SIGNUP_ADDRESS_LIMIT, wait));
        throttles
                .attempt("signup.domain", email.domain(), limits.of(email.domain()), HOUR)
                .ifPresent(wait -> refuse(AccountRefusal.SIGNUP_DOMAIN_LIMIT, wait));
        // At a free provider many people share the domain's limit, and one of them has any number of addresses.
        Inbox.of(email)
                .flatMap(inbox -> throttles.attempt("signup.inbox", inbox, PER_INBOX, HOUR))
                .ifPresent(wait -> refuse(AccountRefusal.SIGNUP_INBOX_LIMIT, wait));
    }

    private void refuse(AccountRefusal limit, Duration wait) {
        throw AccountRefusals.tooManySignUps(limit, wait, supportContact);
    }
}
