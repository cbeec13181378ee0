package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.LinkStore;
import dev.drawbridge.core.spi.account.MailLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The links that mails carry: credentials that work once and for a while. Thread-safe. */
public final class MailLinks {

    private static final Duration VERIFY_LIFETIME = Duration.ofHours(24);
    private static final Duration RESET_LIFETIME = Duration.ofHours(1);

    private final LinkStore store;
    private final CredentialFormat credentials;
    private final PlatformClock clock;

    /**
     * Makes the links.
     *
     * @param store keeps their hashes
     * @param credentials makes and recognises them
     * @param clock the time
     */
    public MailLinks(LinkStore store, CredentialFormat credentials, PlatformClock clock) {
        this.store = store;
        this.credentials = credentials;
        this.clock = clock;
    }

    static Duration lifetime(MailLink.Kind kind) {
        return kind == MailLink.Kind.RESET ? RESET_LIFETIME : VERIFY_LIFETIME;
    }

    /** Finds a link, whether it works or not. */
    Optional<MailLink> find(Secret token, MailLink.Kind kind) {
        if (!credentials.matches(CredentialFormat.Kind.MAIL_LINK, token.reveal())) {
            return Optional.empty();
        }
        return store.find(TokenHash.of(token)).filter(link -> link.kind() == kind);
    }

    /**
     * Makes a link.
     *
     * @param email the address that it is sent to
     * @param source who asked for it
     * @param from when its time begins
     * @param maxLive how many links of this source work at a time
     * @return what the mail carries
     */
    Secret issue(MailLink.Kind kind, Account account, String email, String source, Instant from, int maxLive) {
        Secret token = credentials.next(CredentialFormat.Kind.MAIL_LINK);
        MailLink link = new MailLink(
                TokenHash.of(token),
                kind,
                account.id(),
                email,
                source,
                MailLink.Status.LIVE,
                clock.instant(),
                from.plus(lifetime(kind)));
        store.issue(link, maxLive);
        return token;
    }

    /** Uses a link; of parallel calls exactly one gets true. */
    boolean use(MailLink link, Instant now) {
        return store.use(link.hash(), now);
    }

    /** Ends all links of the same kind that the developer has. */
    void endAllLike(MailLink link) {
        store.endAll(link.developer(), link.kind());
    }
}
