package dev.drawbridge.core.internal.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

    private final ReservedNames fieldwork = ReservedNames.of(List.of("Fieldwork"));

    @ParameterizedTest
    @DisplayName("A name that contains the product's name is reserved, wherever it is and however it is written")
    @ValueSource(
            strings = {
                "Fieldwork",
                "Fieldwork Official",
                "The fieldwork team",
                "FIELDWORK",
                "FieldworkSupport",
                "fieldworksupport",
                "My-Fieldwork!",
                "Field Work",
                "F.i.e.l.d.w.o.r.k",
                "field-work helper"
            })
    void containingTheName(String name) {
        assertThat(fieldwork.reserves(name)).isTrue();
    }

    @ParameterizedTest
    @DisplayName(
            "A name that looks like the product's is reserved: other scripts, digits, widths, accents, nothing at all")
    @ValueSource(
            strings = {
                "F\u0456eldw\u043Erk",
                "F1eldwork",
                "FieIdwork",
                "Fie|dwork Official",
                "Fieldw0rkOfficial",
                "\u03A6 Fieldw\u03BFrk",
                "\uFF26\uFF49\uFF45\uFF4C\uFF44\uFF57\uFF4F\uFF52\uFF4B",
                "\uD835\uDC05\uD835\uDC22\uD835\uDC1E\uD835\uDC25\uD835\uDC1D\uD835\uDC30\uD835\uDC28\uD835\uDC2B\uD835\uDC24",
                "\uFB01eldwork",
                "Field\u200Bwork",
                "Field\u00ADwork",
                "F\u0131eldwork",
                "F\u00EF\u00E9ldwork",
                "F\uDB40\uDC41ieldwork",
                "\u202EFieldwork"
            })
    void lookingLikeTheName(String name) {
        assertThat(fieldwork.reserves(name)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("Other names are free, also those whose words only touch")
    @ValueSource(
            strings = {
                "",
                "Acme Sync",
                "Fields and works",
                "Airfield Workshop",
                "Garfield Works",
                "Field Worker",
                "Fieldwo",
                "\u0424\u0438\u043B\u0434",
                "\u30D5\u30A3\u30FC\u30EB\u30C9"
            })
    void otherNames(String name) {
        assertThat(fieldwork.reserves(name)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("A short name is reserved as a word, and many words contain it by chance")
    @CsvSource({
        "Acme Support, true",
        "acrne, true",
        "AcmeSupport, true",
        "Acmeology, false",
        "Ace, true",
        "\u0410\u0441\u0435 Helper, true",
        "Palace, false",
        "Face Time, false"
    })
    void shortNames(String name, boolean reserved) {
        assertThat(ReservedNames.of(List.of("Acme", "Ace")).reserves(name)).isEqualTo(reserved);
    }

    @Test
    @DisplayName("A name without letters and digits reserves nothing")
    void nothing() {
        assertThat(ReservedNames.of(List.of("", " - ")).reserves("Acme - Sync")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("Skeletons are those of UTS #39: decomposed, without what shows nothing, with prototypes")
    @CsvSource({
        "paypal, paypal",
        "p\u0430yp\u0430l, paypal",
        "1, l",
        "I, l",
        "m, rn",
        "\u00E9, e\u0301",
        "a\u200Db, ab",
        "\u01C4, DZ\u030C"
    })
    void skeletons(String text, String skeleton) {
        assertThat(Confusables.skeleton(text)).isEqualTo(skeleton);
    }
}
