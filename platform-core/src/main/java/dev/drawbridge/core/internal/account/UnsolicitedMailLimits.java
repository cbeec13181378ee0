package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many mails a person gets that somebody else can cause: one a minute and ten a day over all kinds. A request beyond that
 * is never simply refused: its mail goes out when the minute is over, or it is covered by one that waits or whose link still
 * works.
 *
 * <p>The last mails of a day are kept for who has no working link, so that a day's worth cannot be used up in minutes.
 */
final class UnsolicitedMailLimits {

    static final Duration PAUSE = Duration.ofSeconds(60);
    static final int PER_DAY = 10;

    private static final int FREELY = 6;
    private static final int EXISTS_PER_DAY = 3;

    private UnsolicitedMailLimits() {}

    /**
     * Decides about a mail.
     *
     * @param kind what is asked for
     * @param ofTheDay what the recipient got, or will, in the last day without having asked
     * @param now the time
     * @return when it goes out, or empty if what there is covers it
     */
    static Optional<Instant> decide(MailRequest.Kind kind, List<UnsolicitedMail> ofTheDay, Instant now) {
        List<UnsolicitedMail> same = ofTheDay.stream()
                .filter(mail -> mail.kind().equals(nameOf(kind)))
                .toList();
        if (same.stream().anyMatch(mail -> comes(kind, mail, now))
                || ofTheDay.size() >= PER_DAY
                || ofTheDay.size() >= FREELY && same.stream().anyMatch(mail -> linkWorks(kind, mail, now))
                || kind == MailRequest.Kind.EXISTS && same.size() >= EXISTS_PER_DAY) {
            return Optional.empty();
        }
        Instant free = ofTheDay.stream()
                .map(mail -> mail.at().plus(PAUSE))
                .max(Instant::compareTo)
                .orElse(now);
        return Optional.of(free.isAfter(now) ? free : now);
    }

    // On its way, with most of its time left.
    private static boolean comes(MailRequest.Kind kind, UnsolicitedMail mail, Instant now) {
        return mail.waiting()
                && now.isBefore(mail.createdAt().plus(lifetime(kind).dividedBy(2)));
    }

    private static boolean linkWorks(MailRequest.Kind kind, UnsolicitedMail mail, Instant now) {
        return now.isBefore(mail.createdAt().plus(lifetime(kind)));
    }

    private static Duration lifetime(MailRequest.Kind kind) {
        return MailLinks.lifetime(kind == MailRequest.Kind.RESET ? MailLink.Kind.RESET : MailLink.Kind.VERIFY);
    }

    private static String nameOf(MailRequest.Kind kind) {
        return switch (kind) {
            case VERIFY -> AccountMails.VERIFY;
            case EXISTS -> AccountMails.EXISTS;
            case RESET -> AccountMails.RESET;
        };
    }
}
