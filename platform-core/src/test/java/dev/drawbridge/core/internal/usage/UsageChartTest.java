package dev.drawbridge.core.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.usage.UsageChart.Bar;
import dev.drawbridge.core.internal.usage.UsageChart.Segment;
import dev.drawbridge.core.spi.store.UsageCounts;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageChartTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Messages TEXT = Templates.of(UsageChart.class).text();

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "4,1", "5,2", "8,2", "9,5", "20,5", "21,10", "40,10", "41,20", "236,100", "2000,500"})
    void theAxisHasRoundNumbers(long greatest, long step) {
        assertThat(UsageChart.step(greatest)).isEqualTo(step);
    }

    @Test
    void aBarIsStackedFromWhatWentWell() {
        Bar bar = last(new UsageCounts(50, 10, 10, 20, 10, 80), TODAY);
        assertThat(bar.today()).isTrue();
        assertThat(bar.segments()).extracting(Segment::kind).containsExactly("ok", "error", "limited");
        assertThat(bar.segments()).extracting(Segment::height).containsExactly("50.00%", "30.00%", "20.00%");
        assertThat(bar.segments()).extracting(Segment::y).containsExactly("50.00%", "20.00%", "0.00%");
        assertThat(bar.title()).isEqualTo("2 Mar so far: 100 requests, 30 errors, 20 rate-limited");
    }

    @Test
    void aSingleCallIsSeenBesideThousands() {
        Bar bar = last(new UsageCounts(100_000, 1, 0, 0, 0, 100_001), TODAY);
        assertThat(bar.segments()).extracting(Segment::height).contains("1.00%");
    }

    @Test
    @DisplayName("the axis ends at the first round number above the greatest bar")
    void ticks() {
        UsageReport report =
                UsageReport.ending(TODAY, 30, new TreeMap<>(Map.of(TODAY, new UsageCounts(236, 0, 0, 0, 0, 236))));

        assertThat(UsageChart.of(report, TODAY, TEXT).ticks())
                .extracting(UsageChart.Tick::label)
                .containsExactly("300", "200", "100", "0");
    }

    @Test
    void daysBeforeTheAppHaveNoBar() {
        UsageReport report = UsageReport.ending(TODAY, 30, new TreeMap<>());
        assertThat(UsageChart.of(report, TODAY.minusDays(2), TEXT).bars()).hasSize(3);
        assertThat(UsageChart.of(report, TODAY.minusDays(200), TEXT).bars()).hasSize(30);
    }

    private static Bar last(UsageCounts today, LocalDate firstDay) {
        UsageReport report = UsageReport.ending(TODAY, 30, new TreeMap<>(Map.of(TODAY, today)));
        var bars = UsageChart.of(report, firstDay, TEXT).bars();
        return bars.get(bars.size() - 1);
    }
}
