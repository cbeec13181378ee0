package dev.drawbridge.core.account;

import dev.drawbridge.core.account.store.Account;
import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.MailLink;
import dev.drawbridge.core.account.store.MailRequest;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.CredentialFormat;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.core.secret.Vault;
import dev.drawbridge.core.secret.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What visitors ask to be mailed. The request writes one row, whether the address has an account or not, so that neither its
 * response nor its time tells which; a job looks the address up afterwards, and mails within {@link UnaskedLimits}. The row is
 * what makes the response true: what was accepted survives a crash. It is gone within a second, so that addresses without an
 * account leave nothing behind. Thread-safe.
 */
final class MailRequests {

    /** How many requests may wait; beyond that everybody is told to come back later. */
    static final int MOST_WAITING = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(MailRequests.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final int BATCH = 100;
    private static final int BATCHES = 50;
    private static final int RESETS_PER_SOURCE = 5;
    private static final int RESET_LINKS = 1;
    private static final int VERIFY_LINKS = 3;
    private static final int MAX_DEVICE = 200;

    private final CoreServices env;
    private final AccountStores stores;
    private final AccountMails mails;
    private final DeviceTokens devices;
    private volatile boolean full;

    MailRequests(CoreServices env, AccountStores stores, AccountMails mails) {
        this.env = env;
        this.stores = stores;
        this.mails = mails;
        this.devices = new DeviceTokens(env.vault(), env.random());
    }

    Job job() {
        return new Job("mail-requests", INTERVAL, false, this::work);
    }

    /** Accepts a request: one row, in the transaction of the thread, whatever the address. */
    void ask(MailRequest.Kind kind, EmailAddress email, Optional<Secret> device, Visitor visitor) {
        if (full) {
            throw AccountProblems.tooManyMailRequests(BUSY);
        }
        String id = env.ids().next();
        String source = TokenHash.of("mail source:" + visitor.network()).value();
        stores.mailRequests()
                .insert(new MailRequest(
                        id,
                        kind,
                        email.value(),
                        source,
                        seal(id, device),
                        env.clock().instant()));
    }

    /** Looks at what waits; one node at a time, so that the limits of a recipient hold over all nodes. */
    void work() {
        for (int batch = 0; batch < BATCHES; batch++) {
            // Links first: of those that came together, one is worth more than a word.
            List<MailRequest> waiting = stores.mailRequests().oldest(BATCH).stream()
                    .sorted(Comparator.comparing(MailRequest::kind))
                    .toList();
            full = waiting.size() == BATCH && stores.mailRequests().count() >= MOST_WAITING;
            if (waiting.isEmpty()
                    || !env.leases().runExclusively("mail-requests", LEASE, () -> waiting.forEach(this::handle))
                    || waiting.size() < BATCH) {
                return;
            }
        }
    }

    private void handle(MailRequest request) {
        env.transactions().inTransaction(() -> {
            boolean mine = stores.mailRequests().take(request.id());
            Instant now = env.clock().instant();
            if (mine && !now.isAfter(request.createdAt().plus(DAY))) {
                stores.accounts().findByEmail(request.email()).ifPresent(account -> mail(request, account, now));
            }
        });
    }

    private void mail(MailRequest request, Account account, Instant now) {
        if (request.kind() == MailRequest.Kind.VERIFY && account.verified()) {
            return;
        }
        Optional<String> device = request.kind() == MailRequest.Kind.RESET
                ? open(request).flatMap(token -> devices.read(token, account, now))
                : Optional.empty();
        Optional<Instant> dueAt = device.isPresent()
                ? Optional.of(now)
                : UnaskedLimits.decide(request.kind(), env.mails().unaskedOfTheDay(account.email()), now);
        if (dueAt.isEmpty() || isSpent(request, account, device)) {
            LOG.debug("{} is covered by earlier mails", request);
            return;
        }
        switch (request.kind()) {
            case EXISTS -> mails.alreadyRegistered(account.email(), dueAt.get());
            case VERIFY ->
                mails.verify(
                        account.email(),
                        link(MailLink.Kind.VERIFY, account, request.source(), dueAt.get(), VERIFY_LINKS),
                        dueAt.get());
            case RESET ->
                mails.reset(
                        account.email(),
                        link(MailLink.Kind.RESET, account, device.orElse(request.source()), dueAt.get(), RESET_LINKS),
                        dueAt.get(),
                        device.isEmpty());
        }
    }

    // The day's resets of one source are its own: a stranger uses up none of the owner's. A browser that proves an
    // earlier
    // login asks for its owner, so it is bound by its own numbers alone.
    private boolean isSpent(MailRequest request, Account account, Optional<String> device) {
        String key = device.map(id -> "device:" + id).orElse(request.source()) + ":"
                + account.id().value();
        return request.kind() == MailRequest.Kind.RESET
                && (device.isPresent()
                                && env.throttles()
                                        .attempt("password.forgot.pause", key, 1, UnaskedLimits.PAUSE)
                                        .isPresent()
                        || env.throttles()
                                .attempt("password.forgot", key, RESETS_PER_SOURCE, DAY)
                                .isPresent());
    }

    private Secret link(MailLink.Kind kind, Account account, String source, Instant from, int maxLive) {
        Secret token = env.credentials().next(CredentialFormat.Kind.MAIL_LINK);
        Duration lifetime = kind == MailLink.Kind.RESET ? PasswordResets.LINK_LIFETIME : SignUps.LINK_LIFETIME;
        stores.links()
                .issue(
                        new MailLink(
                                TokenHash.of(token),
                                kind,
                                account.id(),
                                account.email(),
                                source,
                                MailLink.Status.LIVE,
                                env.clock().instant(),
                                from.plus(lifetime)),
                        maxLive);
        return token;
    }

    // Sealed, because it proves something, if little.
    private String seal(String id, Optional<Secret> device) {
        return device.map(Secret::reveal)
                .filter(text -> text.length() <= MAX_DEVICE)
                .map(text -> env.vault().seal(Vault.Purpose.MAIL, context(id), text.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
    }

    private Optional<Secret> open(MailRequest request) {
        if (request.device().isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] text = env.vault().open(Vault.Purpose.MAIL, context(request.id()), request.device());
            return Optional.of(Secret.of(new String(text, StandardCharsets.UTF_8)));
        } catch (VaultException e) {
            LOG.warn("Mail request {} cannot be opened with the master keys that there are", request.id());
            return Optional.empty();
        }
    }

    private static String context(String id) {
        return "dp_mail_request/" + id;
    }
}
