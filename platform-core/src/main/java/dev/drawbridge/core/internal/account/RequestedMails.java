package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.MailRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the mails that visitors asked for, within {@link UnsolicitedMailLimits}. Thread-safe. */
public final class RequestedMails {

    private static final Logger LOG = LoggerFactory.getLogger(RequestedMails.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int RESETS_PER_SOURCE = 5;
    private static final int RESET_LINKS = 1;
    private static final int VERIFY_LINKS = 3;

    private final AccountMails mails;
    private final MailLinks links;
    private final DeviceTokens devices;
    private final SealedDevices sealed;
    private final Throttles throttles;

    /**
     * Makes the part.
     *
     * @param mails puts mails in
     * @param links makes links
     * @param devices recognises browsers
     * @param sealed opens their tokens
     * @param throttles count resets
     */
    public RequestedMails(
            AccountMails mails, MailLinks links, DeviceTokens devices, SealedDevices sealed, Throttles throttles) {
        this.mails = mails;
        this.links = links;
        this.devices = devices;
        this.sealed = sealed;
        this.throttles = throttles;
    }

    /** Writes the mail of a request, or none if earlier ones cover it; in the transaction of the thread. */
    void mail(MailRequest request, Account account, Instant now) {
        if (request.kind() == MailRequest.Kind.VERIFY && account.verified()) {
            return;
        }
        Optional<String> device = request.kind() == MailRequest.Kind.RESET
                ? sealed.open(request).flatMap(token -> devices.read(token, account, now))
                : Optional.empty();
        Optional<Instant> dueAt = device.isPresent()
                ? Optional.of(now)
                : UnsolicitedMailLimits.decide(request.kind(), mails.unsolicitedOfTheDay(account.email()), now);
        if (dueAt.isEmpty() || isSpent(request, account, device)) {
            LOG.debug("{} is covered by earlier mails", request);
            return;
        }
        write(request, account, device, dueAt.get());
    }

    private void write(MailRequest request, Account account, Optional<String> device, Instant dueAt) {
        String to = account.email();
        switch (request.kind()) {
            case EXISTS -> mails.alreadyRegistered(to, dueAt);
            case VERIFY -> {
                Secret link = links.issue(MailLink.Kind.VERIFY, account, to, request.source(), dueAt, VERIFY_LINKS);
                mails.verify(to, link, dueAt);
            }
            case RESET -> {
                String source = device.orElse(request.source());
                Secret link = links.issue(MailLink.Kind.RESET, account, to, source, dueAt, RESET_LINKS);
                mails.reset(to, link, dueAt, device.isEmpty());
            }
        }
    }

    /**
     * Tells whether a source asked for enough resets. They are its own: a stranger uses up none of the owner's. A browser that
     * proves an earlier login asks for its owner, so it is bound by its own numbers alone.
     */
    private boolean isSpent(MailRequest request, Account account, Optional<String> device) {
        if (request.kind() != MailRequest.Kind.RESET) {
            return false;
        }
        String key = device.map(id -> "device:" + id).orElse(request.source()) + ":"
                + account.id().value();
        boolean tooSoon = device.isPresent()
                && throttles
                        .attempt("password.forgot.pause", key, 1, UnsolicitedMailLimits.PAUSE)
                        .isPresent();
        return tooSoon
                || throttles
                        .attempt("password.forgot", key, RESETS_PER_SOURCE, DAY)
                        .isPresent();
    }
}
