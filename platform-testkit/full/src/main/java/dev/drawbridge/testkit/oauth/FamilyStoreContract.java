package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.FamilyStore.Rotation;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link FamilyStore} does. */
public abstract class FamilyStoreContract {

    private static final int THREADS = 50;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Duration IDLE = Duration.ofDays(30);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Instant END = NOW.plus(Duration.ofDays(90));
    private static final GrantId GRANT = new GrantId("grant");
    private static final Family FAMILY = family(1, GRANT);

    /** For subclasses. */
    protected FamilyStoreContract() {}

    /**
     * Returns an empty store.
     *
     * @return the store under test
     */
    protected abstract FamilyStore store();

    @Test
    void aFamilyIsKeptAsItIs() {
        store().insert(FAMILY);

        assertThat(store().find(FAMILY.id())).contains(FAMILY);
        assertThat(store().find(id(2))).isEmpty();
    }

    @Test
    @Tag("RFT-07")
    @DisplayName("of fifty simultaneous refreshes with one token one rotates, and the others are retries")
    void rotatesOnce() {
        store().insert(FAMILY);

        List<Rotation> rotations = Race.of(THREADS, thread -> rotate(1, NOW));

        assertThat(rotations).containsOnlyOnce(Rotation.ROTATED);
        assertThat(Collections.frequency(rotations, Rotation.GRACE)).isEqualTo(THREADS - 1);
        assertThat(state().generation()).isEqualTo(2);
    }

    @Test
    @Tag("RFT-05")
    @DisplayName("the replaced generation is a retry until the window ends, without any further change")
    void graceIsAWindow() {
        store().insert(FAMILY);
        rotate(1, NOW);
        Family.State rotated = state();

        assertThat(rotate(1, NOW.plus(GRACE).minusNanos(1_000))).isEqualTo(Rotation.GRACE);
        assertThat(rotate(1, NOW.plus(GRACE))).isEqualTo(Rotation.REUSED);
        assertThat(state()).isEqualTo(rotated);
    }

    @Test
    @Tag("RFT-06")
    @DisplayName("the first use of the successor closes the window")
    void theSuccessorClosesTheWindow() {
        store().insert(FAMILY);
        rotate(1, NOW);

        assertThat(rotate(2, NOW.plusSeconds(1))).isEqualTo(Rotation.ROTATED);
        assertThat(rotate(1, NOW.plusSeconds(1))).isEqualTo(Rotation.REUSED);
        assertThat(rotate(2, NOW.plusSeconds(1))).isEqualTo(Rotation.GRACE);
    }

    @Test
    @Tag("RFT-11")
    @DisplayName("without rotation every use of the current generation moves the idle expiry, and nothing else")
    void renews() {
        store().insert(FAMILY);
        Instant later = NOW.plus(Duration.ofDays(29));

        assertThat(Race.of(THREADS, thread -> store().renew(FAMILY.id(), 1, later, IDLE)))
                .containsOnly(true);
        assertThat(state()).isEqualTo(new Family.State(1, NOW, later.plus(IDLE), false));
        Instant further = later.plus(Duration.ofDays(29));
        assertThat(store().renew(FAMILY.id(), 1, further, IDLE)).isTrue();
        assertThat(store().renew(FAMILY.id(), 1, further.plus(Duration.ofDays(29)), IDLE))
                .isTrue();
        assertThat(state().idleUntil()).isEqualTo(END);
        assertThat(store().renew(FAMILY.id(), 1, END.minusNanos(1_000), IDLE)).isTrue();
        assertThat(store().renew(FAMILY.id(), 1, END, IDLE)).isFalse();
    }

    @Test
    @Tag("RFT-08")
    @DisplayName("without rotation a generation that was replaced before, an ended and an unknown family are refused")
    void renewsNothingElse() {
        store().insert(FAMILY);
        rotate(1, NOW);

        assertThat(store().renew(FAMILY.id(), 1, NOW, IDLE)).isFalse();
        assertThat(store().renew(FAMILY.id(), 3, NOW, IDLE)).isFalse();
        assertThat(store().renew(id(2), 1, NOW, IDLE)).isFalse();
        assertThat(store().renew(FAMILY.id(), 2, NOW.plus(IDLE), IDLE)).isFalse();
        assertThat(store().renew(FAMILY.id(), 2, NOW, IDLE)).isTrue();
        store().end(FAMILY.id());
        assertThat(store().renew(FAMILY.id(), 2, NOW, IDLE)).isFalse();
    }

    @Test
    @Tag("RFT-11")
    @DisplayName("a rotation moves the idle expiry, but never beyond the absolute one")
    void idleMovesAndAbsoluteStays() {
        store().insert(FAMILY);

        Instant later = NOW.plus(Duration.ofDays(29));
        assertThat(rotate(1, later)).isEqualTo(Rotation.ROTATED);
        assertThat(state().idleUntil()).isEqualTo(later.plus(IDLE));
        Instant muchLater = later.plus(Duration.ofDays(29));
        assertThat(rotate(2, muchLater)).isEqualTo(Rotation.ROTATED);
        assertThat(rotate(3, muchLater.plus(Duration.ofDays(5)))).isEqualTo(Rotation.ROTATED);
        assertThat(state().idleUntil()).isEqualTo(END);
        assertThat(rotate(4, END)).isEqualTo(Rotation.ENDED);
        assertThat(rotate(4, END.minusNanos(1_000))).isEqualTo(Rotation.ROTATED);
    }

    @Test
    @Tag("RFT-11")
    @DisplayName("a family that rests too long is dead")
    void aRestingFamilyDies() {
        store().insert(FAMILY);

        assertThat(rotate(1, NOW.plus(IDLE))).isEqualTo(Rotation.ENDED);
        assertThat(rotate(1, NOW.plus(IDLE).minusNanos(1_000))).isEqualTo(Rotation.ROTATED);
    }

    @Test
    void whatWasNeverHandedOutIsUnknown() {
        store().insert(FAMILY);

        assertThat(rotate(2, NOW)).isEqualTo(Rotation.UNKNOWN);
        assertThat(store().rotate(id(2), 1, NOW, IDLE, GRACE)).isEqualTo(Rotation.UNKNOWN);
        assertThat(state()).isEqualTo(FAMILY.state());
    }

    @Test
    void aFamilyEndsOnce() {
        store().insert(FAMILY);

        List<Boolean> ends = Race.of(THREADS, thread -> store().end(FAMILY.id()));

        assertThat(ends).containsOnlyOnce(true);
        assertThat(rotate(1, NOW)).isEqualTo(Rotation.ENDED);
    }

    @Test
    @Tag("OPS-04")
    @DisplayName("a grant that ends takes all its families along, and no others")
    void allFamiliesOfAGrantEnd() {
        Family foreign = family(3, new GrantId("another"));
        List.of(FAMILY, family(2, GRANT), foreign).forEach(store()::insert);

        assertThat(store().endAll(GRANT)).isEqualTo(2);
        assertThat(store().endAll(GRANT)).isZero();
        assertThat(rotate(1, NOW)).isEqualTo(Rotation.ENDED);
        assertThat(store().find(foreign.id())).contains(foreign);
    }

    @Test
    @Tag("OPS-02")
    @DisplayName("only families past their own expiry are purged, in batches")
    void expiredFamiliesArePurged() {
        List.of(FAMILY, family(2, GRANT), family(3, GRANT)).forEach(store()::insert);
        store().end(FAMILY.id());

        assertThat(store().purge(END, 10)).isZero();
        assertThat(store().purge(END.plusSeconds(1), 2)).isEqualTo(2);
        assertThat(store().purge(END.plusSeconds(1), 2)).isEqualTo(1);
    }

    private Rotation rotate(long generation, Instant now) {
        return store().rotate(FAMILY.id(), generation, now, IDLE, GRACE);
    }

    private Family.State state() {
        return store().find(FAMILY.id()).orElseThrow().state();
    }

    private static Family family(int number, GrantId grant) {
        return new Family(
                id(number),
                new AppId("app"),
                grant,
                Scopes.of("tickets.read", "tickets.write"),
                number % 2 == 0
                        ? Resources.UNNAMED
                        : new Resources(List.of("https://api.test/a", "https://api.test/b")),
                number % 2 == 0 ? null : new JwkThumbprint("t".repeat(43)),
                "salt",
                "key",
                NOW.minusSeconds(60),
                NOW,
                END,
                new Family.State(1, NOW, NOW.plus(IDLE), false));
    }

    private static FamilyId id(int number) {
        return new FamilyId(String.format(Locale.ROOT, "01FAMILY%018d", number));
    }
}
