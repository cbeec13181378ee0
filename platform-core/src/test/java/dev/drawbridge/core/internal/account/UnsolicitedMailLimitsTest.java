package dev.drawbridge.core.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsolicitedMailLimitsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void theFirstGoesOutImmediately() {
        assertThat(decide(MailRequest.Kind.RESET)).contains(NOW);
    }

    @Test
    void anotherKindWaitsUntilTheMinuteIsOver() {
        assertThat(decide(MailRequest.Kind.RESET, sent(AccountMails.EXISTS, Duration.ofSeconds(20))))
                .contains(NOW.plusSeconds(40));
    }

    @Test
    void oneThatWaitsCoversItsOwnKindAlone() {
        UnsolicitedMail waiting = new UnsolicitedMail(AccountMails.RESET, NOW, NOW.plusSeconds(40), true);

        assertThat(decide(MailRequest.Kind.RESET, waiting)).isEmpty();
        assertThat(decide(MailRequest.Kind.VERIFY, waiting)).contains(NOW.plusSeconds(100));
    }

    @Test
    void oneThatWaitsTooLongForItsLinkCoversNothing() {
        Instant created = NOW.minus(Duration.ofMinutes(30));
        UnsolicitedMail stuck = new UnsolicitedMail(AccountMails.RESET, created, created, true);

        assertThat(decide(MailRequest.Kind.RESET, stuck)).contains(NOW);
    }

    @Test
    void theLastMailsOfADayAreForWhoHasNoLink() {
        List<UnsolicitedMail> six = sent(6, AccountMails.VERIFY);

        assertThat(UnsolicitedMailLimits.decide(MailRequest.Kind.VERIFY, six, NOW))
                .isEmpty();
        assertThat(UnsolicitedMailLimits.decide(MailRequest.Kind.RESET, six, NOW))
                .contains(NOW);
    }

    @Test
    void tenAreEnough() {
        assertThat(UnsolicitedMailLimits.decide(MailRequest.Kind.RESET, sent(10, AccountMails.VERIFY), NOW))
                .isEmpty();
    }

    @Test
    void threeWordsAboutAnAccountAreEnough() {
        assertThat(UnsolicitedMailLimits.decide(MailRequest.Kind.EXISTS, sent(2, AccountMails.EXISTS), NOW))
                .isPresent();
        assertThat(UnsolicitedMailLimits.decide(MailRequest.Kind.EXISTS, sent(3, AccountMails.EXISTS), NOW))
                .isEmpty();
    }

    private static Optional<Instant> decide(MailRequest.Kind kind, UnsolicitedMail... mails) {
        return UnsolicitedMailLimits.decide(kind, List.of(mails), NOW);
    }

    private static List<UnsolicitedMail> sent(int count, String kind) {
        List<UnsolicitedMail> mails = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            mails.add(sent(kind, Duration.ofMinutes(2L * i)));
        }
        return mails;
    }

    private static UnsolicitedMail sent(String kind, Duration ago) {
        return new UnsolicitedMail(kind, NOW.minus(ago), NOW.minus(ago), false);
    }
}
