package dev.drawbridge.testkit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link OverrideStore} must do. Extend it and return an empty store for each test. */
public abstract class OverrideStoreContract {

    private static final CompanyId COMPANY = new CompanyId("co_1");
    private static final Optional<AppId> ALL = Optional.empty();
    private static final Optional<AppId> APP = Optional.of(new AppId("app_1"));
    private static final Instant SOON = Samples.NOW.plusSeconds(60);

    /** For subclasses. */
    protected OverrideStoreContract() {}

    /**
     * Returns the store under test.
     *
     * @return the same data during one test
     */
    protected abstract OverrideStore store();

    @Test
    @Tag("R-28")
    @DisplayName("a company has overrides of single apps beside its own, each with every field")
    void givesBackEveryField() {
        LimitOverride ofApp = new LimitOverride(COMPANY, APP, "hour", 9, Optional.of(SOON), "A busy week");
        LimitOverride ofCompany = new LimitOverride(COMPANY, ALL, "hour", 5_000_000_000L, Optional.empty(), "");
        LimitOverride ofDay = new LimitOverride(COMPANY, ALL, "day", 0, Optional.empty(), "Stopped");
        store().set(ofApp);
        store().set(ofCompany);
        store().set(ofDay);
        store().set(new LimitOverride(new CompanyId("co_2"), ALL, "hour", 7, Optional.empty(), ""));
        assertThat(store().of(COMPANY)).containsExactly(ofDay, ofCompany, ofApp);
        assertThat(store().of(new CompanyId("co_3"))).isEmpty();
    }

    @Test
    @DisplayName("setting again replaces the one of the same company, app and limit")
    void replaces() {
        store().set(new LimitOverride(COMPANY, APP, "hour", 9, Optional.of(SOON), "Before"));
        LimitOverride after = new LimitOverride(COMPANY, APP, "hour", 8, Optional.empty(), "After");
        store().set(after);
        assertThat(store().of(COMPANY)).containsExactly(after);
    }

    @Test
    @DisplayName("ending deletes one, and tells whether there was one")
    void ends() {
        LimitOverride kept = new LimitOverride(COMPANY, ALL, "hour", 9, Optional.empty(), "");
        store().set(kept);
        store().set(new LimitOverride(COMPANY, APP, "hour", 8, Optional.empty(), ""));
        assertThat(store().end(COMPANY, APP, "day")).isFalse();
        assertThat(store().end(COMPANY, APP, "hour")).isTrue();
        assertThat(store().end(COMPANY, APP, "hour")).isFalse();
        assertThat(store().of(COMPANY)).containsExactly(kept);
    }

    @Test
    @DisplayName("purging deletes what no longer holds, a bounded number at a time, and never what has no end")
    void purges() {
        store().set(new LimitOverride(COMPANY, ALL, "hour", 1, Optional.empty(), ""));
        IntStream.range(0, 5)
                .forEach(i -> store().set(
                                new LimitOverride(COMPANY, ALL, "old" + (char) ('a' + i), 1, Optional.of(SOON), "")));
        assertThat(store().purge(SOON, 9)).isZero();
        assertThat(store().purge(SOON.plusMillis(1), 3)).isEqualTo(3);
        assertThat(store().purge(SOON.plusMillis(1), 3)).isEqualTo(2);
        assertThat(store().of(COMPANY)).extracting(LimitOverride::limit).containsExactly("hour");
    }

    @Test
    @DisplayName("of operators who set and end the same override at the same time, one had the last word")
    void bearsRaces() throws Exception {
        Race.of(16, thread -> {
            for (int i = 0; i < 5; i++) {
                if (thread % 4 == 3) {
                    store().end(COMPANY, ALL, "hour");
                } else {
                    store().set(new LimitOverride(COMPANY, ALL, "hour", thread, Optional.empty(), ""));
                }
            }
            return thread;
        });
        assertThat(store().of(COMPANY)).hasSizeLessThan(2);
        store().set(new LimitOverride(COMPANY, ALL, "hour", 77, Optional.empty(), ""));
        assertThat(store().of(COMPANY)).extracting(LimitOverride::quota).isEqualTo(List.of(77L));
    }
}
