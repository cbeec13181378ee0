package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.account.MailRequestStore;
import java.time.Duration;
import java.util.Optional;

/**
 * What visitors ask to be mailed. The request writes one row, whether the address has an account or not, so that neither its
 * response nor its time tells which; {@link MailRequestJob} looks the address up afterwards. The row is what makes the response
 * true: what was accepted survives a crash. Thread-safe.
 */
public final class MailRequests {

    private static final Duration BUSY = Duration.ofSeconds(30);

    private final MailRequestStore store;
    private final Ulids ids;
    private final PlatformClock clock;
    private final SealedDevices devices;
    private volatile boolean full;

    /**
     * Makes the part.
     *
     * @param store keeps requests
     * @param ids names them
     * @param clock the time
     * @param devices seals device tokens
     */
    public MailRequests(MailRequestStore store, Ulids ids, PlatformClock clock, SealedDevices devices) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.devices = devices;
    }

    /** Accepts a request: one row, in the transaction of the thread, whatever the address. */
    void ask(MailRequest.Kind kind, EmailAddress email, Optional<Secret> device, Visitor visitor) {
        if (full) {
            throw AccountRefusals.tooManyMailRequests(BUSY);
        }
        String id = ids.next();
        String source = TokenHash.of("mail source:" + visitor.network()).value();
        store.insert(new MailRequest(id, kind, email.value(), source, devices.seal(id, device), clock.instant()));
    }

    /** Says whether too many requests wait, so that everybody is told to come back later. */
    void full(boolean value) {
        full = value;
    }
}
