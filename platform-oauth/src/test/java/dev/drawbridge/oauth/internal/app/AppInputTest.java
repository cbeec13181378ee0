package dev.drawbridge.oauth.internal.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.oauth.AppDraft;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppInputTest {

    private static final Instant END = Instant.parse("2027-05-06T07:08:09Z");

    private static final App APP = App.builder(new AppId("app"), new ClientId("client"), AppType.WEB, DefinedBy.USER)
            .owner(new DeveloperId("dev"))
            .profile(AppProfile.of("Name", "Text", "a@b.test")
                    .with()
                    .websiteUrl(URI.create("https://a.test"))
                    .build())
            .access(AppAccess.of(List.of("https://a.test/cb"), Scopes.of("x", "y"))
                    .with()
                    .ipAllowList(List.of("10.0.0.0/8"))
                    .distribution(Distribution.PUBLIC)
                    .expiresAt(END)
                    .build())
            .createdAt(END)
            .version(3)
            .build();

    private final List<FieldError> errors = new ArrayList<>();

    private AppDraft draft(AppInput input, @Nullable App app) {
        WantedApp wanted = input.read(app);
        errors.addAll(wanted.errors());
        return wanted.draft();
    }

    @Test
    @Tag("A-052")
    @DisplayName("the input of an app unchanged is the app unchanged")
    void roundTrip() {
        assertThat(draft(AppInput.of(APP), APP)).isEqualTo(AppDraft.from(APP).build());
        assertThat(errors).isEmpty();
    }

    @Test
    void aFormHasListsInLines() {
        Parameters form =
                Parameters.parse("type=web&name=N&redirectUris=+https%3A%2F%2Fa%2F1%0D%0A%0D%0Ahttps%3A%2F%2Fa%2F2"
                        + "%0D%0A&scopes=x&scopes=y&unknown=1");
        AppDraft draft = draft(AppInput.ofForm(form), null);
        assertThat(draft.redirectUris()).containsExactly("https://a/1", "https://a/2");
        assertThat(draft.scopes()).containsExactly("x", "y");
        assertThat(draft.ipAllowList()).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    @Tag("A-053")
    @DisplayName("a link pre-fills what it names and nothing else")
    void prefill() {
        AppInput input = AppInput.blank("me@a.test").with(Parameters.parse("name=N&scopes=x&scopes=y&secret=1"));
        assertThat(input.text(AppField.NAME)).isEqualTo("N");
        assertThat(input.text(AppField.CONTACT_EMAIL)).isEqualTo("me@a.test");
        assertThat(input.value(AppField.SCOPES)).containsExactly("x", "y");
        assertThat(AppInput.names()).doesNotContain("secret");
    }

    @Test
    void aPatchChangesWhatItNamesAndNullEmpties() {
        AppDraft draft = draft(
                AppInput.of(APP)
                        .with(Json.readObject(
                                "{\"name\":\"New\",\"websiteUrl\":null,\"expiresAt\":null,\"ipAllowList\":[]}")),
                APP);
        assertThat(draft.name()).isEqualTo("New");
        assertThat(draft.description()).isEqualTo("Text");
        assertThat(draft.links().website()).isEmpty();
        assertThat(draft.expiresAt()).isNull();
        assertThat(draft.ipAllowList()).isEmpty();
        assertThat(draft.redirectUris()).containsExactly("https://a.test/cb");
    }

    @Test
    @Tag("A-052")
    @DisplayName("the type of an app stays")
    void typeIsFixed() {
        AppDraft draft = draft(AppInput.of(APP).with(Json.readObject("{\"type\":\"machine\"}")), APP);
        assertThat(draft.type()).isEqualTo(AppType.WEB);
        assertThat(errors).extracting(FieldError::code).containsExactly("type_fixed");
    }

    @Test
    void enumsAreReadInAnyCase() {
        AppDraft draft = draft(
                AppInput.blank("").with(Json.readObject("{\"type\":\"MaChine\",\"distribution\":\"public\"}")), null);
        assertThat(draft.type()).isEqualTo(AppType.MACHINE);
        assertThat(draft.distribution()).isEqualTo(Distribution.PUBLIC);
        draft(AppInput.blank("").with(Json.readObject("{\"type\":\"robot\",\"distribution\":\"x\"}")), null);
        assertThat(errors).extracting(FieldError::code).containsExactly("type_invalid", "distribution_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-12-31, 2030-12-31T00:00:00Z",
        "2030-12-31T23:59:59Z, 2030-12-31T23:59:59Z",
        "2030-12-31T23:59:59.5+01:00, 2030-12-31T22:59:59.500Z",
    })
    void datesAreReadAsRfc3339(String text, Instant instant) {
        AppDraft draft = draft(AppInput.blank("").with(Json.readObject("{\"expiresAt\":\"" + text + "\"}")), null);
        assertThat(draft.expiresAt()).isEqualTo(instant);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tomorrow", "2030-13-01", "2030-02-30", "2030-12-31T23:59:59", "1900000000"})
    void otherDatesAreRefused(String text) {
        draft(AppInput.blank("").with(Json.readObject("{\"expiresAt\":\"" + text + "\"}")), null);
        assertThat(errors).extracting(FieldError::code).containsExactly("expiry_invalid");
    }

    @Test
    void aFormThatKeepsTheDateKeepsTheTime() {
        AppInput input = AppInput.ofForm(Parameters.parse("name=N&expiresAt=2027-05-06"));
        assertThat(draft(input, APP).expiresAt()).isEqualTo(END);
    }
}
