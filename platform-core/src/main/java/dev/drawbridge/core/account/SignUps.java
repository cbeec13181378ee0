package dev.drawbridge.core.account;

import dev.drawbridge.core.account.store.Account;
import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MailLink;
import dev.drawbridge.core.account.store.MailRequest;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Passwords;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sign-up and the confirmation of addresses. Thread-safe. */
final class SignUps {

    static final Duration LINK_LIFETIME = Duration.ofHours(24);
    static final int MAX_NAME = 100;

    private static final int PER_INBOX = 3;
    private static final Duration HOUR = Duration.ofHours(1);

    private final CoreServices env;
    private final AccountStores stores;
    private final AccountSettings settings;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final MailRequests requests;
    private final ResendThrottle resends = new ResendThrottle();

    SignUps(
            CoreServices env,
            AccountStores stores,
            AccountSettings settings,
            Passwords passwords,
            MailRequests requests) {
        this.env = env;
        this.stores = stores;
        this.settings = settings;
        this.passwords = passwords;
        this.rules = new PasswordRules(env.productName());
        this.requests = requests;
    }

    void signUp(NewDeveloper form, Visitor visitor) {
        EmailAddress email = check(form);
        limit(email, visitor);
        // Hashed for known addresses too: the answer takes as long.
        String hash = passwords.hash(form.password());
        Instant now = env.clock().instant();
        Account account = new Account(
                new DeveloperId(env.ids().next()), email.value(), cleanName(form.name()), hash, null, null, now);
        // The same statements for a new address and a known one: their number and time tell nothing.
        env.transactions().inTransaction(() -> {
            boolean isNew = stores.accounts().insert(account);
            String id = stores.accounts()
                    .findByEmail(email.value())
                    .orElse(account)
                    .id()
                    .value();
            Actor actor = isNew
                    ? visitor.actor(account.id())
                    : new Actor("system", "system", visitor.address(), visitor.requestId());
            String action = isNew ? "developer.signed_up" : "developer.sign_up_repeated";
            env.journal().record(actor, action, "developer", id, Map.of());
            requests.ask(isNew ? MailRequest.Kind.VERIFY : MailRequest.Kind.EXISTS, email, Optional.empty(), visitor);
        });
    }

    void resend(String typedEmail, Visitor visitor) {
        EmailAddress email = EmailAddress.parse(typedEmail).orElseThrow(SignUps::noAddress);
        resends
                .attempt(visitor.network() + " " + email.value(), env.clock().instant())
                .ifPresent(wait -> {
                    throw AccountProblems.tooManyLinks(wait);
                });
        requests.ask(MailRequest.Kind.VERIFY, email, Optional.empty(), visitor);
    }

    Optional<MailLink> pending(Secret token) {
        return findLink(token).filter(link -> link.works(env.clock().instant()));
    }

    Verification verify(Secret token, Visitor visitor) {
        return env.transactions()
                .inTransaction(
                        () -> findLink(token).map(link -> verify(link, visitor)).orElse(Verification.EXPIRED));
    }

    private Verification verify(MailLink link, Visitor visitor) {
        Instant now = env.clock().instant();
        if (!link.works(now)) {
            return isVerified(link) ? Verification.ALREADY_CONFIRMED : Verification.EXPIRED;
        }
        // The account before its link, as everywhere: rows are locked in this order.
        boolean first = stores.accounts().markVerified(link.developer(), link.email(), now);
        stores.links().use(link.hash(), now);
        env.mails().wanted(link.email(), link.hash().value());
        if (first) {
            String id = link.developer().value();
            env.journal().record(visitor.actor(link.developer()), "developer.verified", "developer", id, Map.of());
            return Verification.CONFIRMED;
        }
        return isVerified(link) ? Verification.ALREADY_CONFIRMED : Verification.EXPIRED;
    }

    boolean alreadyVerified(Secret token) {
        return findLink(token).filter(this::isVerified).isPresent();
    }

    private boolean isVerified(MailLink link) {
        return stores.accounts()
                .find(link.developer())
                .filter(account -> account.verified() && account.email().equals(link.email()))
                .isPresent();
    }

    private Optional<MailLink> findLink(Secret token) {
        if (!env.credentials().matches(CredentialFormat.Kind.MAIL_LINK, token.reveal())) {
            return Optional.empty();
        }
        return stores.links().find(TokenHash.of(token)).filter(link -> link.kind() == MailLink.Kind.VERIFY);
    }

    private EmailAddress check(NewDeveloper form) {
        List<FieldError> errors = new ArrayList<>();
        Optional<EmailAddress> email = EmailAddress.parse(form.email());
        if (email.isEmpty()) {
            errors.add(new FieldError("email", "email_invalid", EmailAddress.HOW_TO));
        }
        rules.check(form.password(), email).ifPresent(errors::add);
        nameError(form.name()).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw AccountProblems.invalid(errors);
        }
        return email.orElseThrow();
    }

    private void limit(EmailAddress email, Visitor visitor) {
        env.throttles()
                .attempt("signup.address", visitor.network(), settings.signUpsPerAddress(), HOUR)
                .ifPresent(wait -> {
                    throw AccountProblems.tooManySignUps("signup_address_limit", "address", wait, settings.supportContact());
                });
        env.throttles()
                .attempt("signup.domain", email.domain(), settings.limitOf(email.domain()), HOUR)
                .ifPresent(wait -> {
                    throw AccountProblems.tooManySignUps(
                            "signup_domain_limit", "email domain", wait, settings.supportContact());
                });
        // At a free provider many people share the domain's limit, and one of them has any number of addresses.
        Inbox.of(email)
                .flatMap(inbox -> env.throttles().attempt("signup.inbox", inbox, PER_INBOX, HOUR))
                .ifPresent(wait -> {
                    throw AccountProblems.tooManySignUps("signup_inbox_limit", "mailbox", wait, settings.supportContact());
                });
    }

    Optional<FieldError> nameError(String typed) {
        String name = cleanName(typed);
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            return Optional.of(new FieldError("name", "name_too_long", "Use at most " + MAX_NAME + " characters."));
        }
        return env.reservedNames().reserves(name)
                ? Optional.of(new FieldError("name", "name_reserved", "This name is reserved."))
                : Optional.empty();
    }

    /** Names are shown to others: no control or direction-changing characters, single spaces. */
    static String cleanName(String typed) {
        return typed.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static ProblemException noAddress() {
        return AccountProblems.invalid(List.of(new FieldError("email", "email_invalid", EmailAddress.HOW_TO)));
    }
}
