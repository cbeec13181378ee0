package dev.drawbridge.core.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OneTimeFormsTest {

    private final TestPlatform platform = Sample.platform();
    private final OneTimeForms forms = CoreServices.of(platform.env()).oneTimeForms();

    @Test
    @Tag("A-046")
    @DisplayName("of fifty parallel submissions of one form exactly one counts")
    void oneOfFiftyCounts() {
        String id = forms.issue();
        List<Boolean> outcomes =
                Race.of(50, thread -> platform.env().transactions().inTransaction(() -> forms.firstUse(id)));
        assertThat(outcomes).filteredOn(counted -> counted).hasSize(1);
    }

    @Test
    void everyFormHasItsOwnId() {
        String first = forms.issue();
        assertThat(forms.issue()).isNotEqualTo(first);
        assertThat(forms.firstUse(first)).isTrue();
        assertThat(forms.firstUse(first)).isFalse();
    }

    @Test
    void idsThatWereNotIssuedDoNotCount() {
        String id = forms.issue();
        String changed = (id.charAt(0) == 'A' ? "B" : "A") + id.substring(1);
        assertThat(forms.firstUse(changed)).isFalse();
        assertThat(forms.firstUse("")).isFalse();
        assertThat(forms.firstUse("%%%")).isFalse();
        assertThat(forms.firstUse(CoreServices.of(platform.env()).formTokens().issue("x")))
                .isFalse();
    }

    @Test
    void idsAreGoodForADay() {
        String id = forms.issue();
        String late = forms.issue();
        platform.clock().advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(forms.firstUse(id)).isTrue();
        platform.clock().advance(Duration.ofSeconds(1));
        assertThat(forms.firstUse(late)).isFalse();
    }
}
