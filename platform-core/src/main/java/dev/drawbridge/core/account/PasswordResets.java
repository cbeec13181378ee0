package dev.drawbridge.core.account;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MailLink;
import dev.drawbridge.core.account.store.MailRequest;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Passwords;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** New passwords for who can read the account's mail. Thread-safe. */
final class PasswordResets {

    static final Duration LINK_LIFETIME = Duration.ofHours(1);

    private final CoreServices env;
    private final AccountStores stores;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final AccountMails mails;
    private final MailRequests requests;

    PasswordResets(
            CoreServices env, AccountStores stores, Passwords passwords, AccountMails mails, MailRequests requests) {
        this.env = env;
        this.stores = stores;
        this.passwords = passwords;
        this.rules = new PasswordRules(env.productName());
        this.mails = mails;
        this.requests = requests;
    }

    void request(String typedEmail, Optional<Secret> device, Visitor visitor) {
        EmailAddress email = EmailAddress.parse(typedEmail).orElseThrow(SignUps::noAddress);
        requests.ask(MailRequest.Kind.RESET, email, device, visitor);
    }

    boolean works(Secret token) {
        return findLink(token).isPresent();
    }

    void reset(Secret token, Secret password, Visitor visitor) {
        MailLink link = findLink(token).orElseThrow(AccountProblems::linkExpired);
        Optional<FieldError> error = rules.check(password, EmailAddress.parse(link.email()));
        error.ifPresent(wrong -> {
            throw AccountProblems.invalid(List.of(wrong));
        });
        String hash = passwords.hash(password);
        env.transactions().inTransaction(() -> {
            Instant now = env.clock().instant();
            // The account before its link, as everywhere; if the link was used meanwhile, all of this is undone.
            stores.accounts().setPassword(link.developer(), hash);
            stores.accounts().markVerified(link.developer(), link.email(), now);
            if (!stores.links().use(link.hash(), now)) {
                throw AccountProblems.linkExpired();
            }
            stores.links().endAll(link.developer(), MailLink.Kind.RESET);
            env.mails().wanted(link.email(), link.hash().value());
            stores.sessions().endAll(link.developer());
            env.journal()
                    .record(
                            visitor.actor(link.developer()),
                            "developer.password_reset",
                            "developer",
                            link.developer().value(),
                            Map.of());
            mails.passwordChanged(link.email());
        });
    }

    private Optional<MailLink> findLink(Secret token) {
        if (!env.credentials().matches(CredentialFormat.Kind.MAIL_LINK, token.reveal())) {
            return Optional.empty();
        }
        return stores.links()
                .find(TokenHash.of(token))
                .filter(link -> link.kind() == MailLink.Kind.RESET
                        && link.works(env.clock().instant()));
    }
}
