package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/** Deletes what expired, in bounded batches. Thread-safe. */
public final class OAuthPurge {

    private static final int BATCH = 1_000;
    private static final int MAX_BATCHES = 100;

    // A used code must be remembered while its replay still says something: its family may live, its tokens do.
    private static final Duration CODE_RETENTION = Duration.ofDays(1);

    private final CodeStore codes;
    private final FamilyStore families;
    private final PlatformClock clock;

    /**
     * Makes the purge.
     *
     * @param codes where codes are kept
     * @param families where refresh families are kept
     * @param clock the time
     */
    public OAuthPurge(CodeStore codes, FamilyStore families, PlatformClock clock) {
        this.codes = codes;
        this.families = families;
        this.clock = clock;
    }

    /** Does one bounded run. */
    public void runOnce() {
        Instant now = clock.coordination();
        batches(() -> codes.purge(now.minus(CODE_RETENTION), BATCH));
        batches(() -> families.purge(now, BATCH));
    }

    private static void batches(IntSupplier purge) {
        int deleted = BATCH;
        for (int i = 0; i < MAX_BATCHES && deleted == BATCH; i++) {
            deleted = purge.getAsInt();
        }
    }
}
