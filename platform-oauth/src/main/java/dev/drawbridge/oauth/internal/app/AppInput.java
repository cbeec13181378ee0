package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppDraft;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an app as a form, a link or a JSON body spells them; forms and JSON have the same names. Immutable.
 */
public final class AppInput {

    private final Map<AppField, List<String>> values;

    private AppInput(Map<AppField, List<String>> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Returns the input that a new app begins with. */
    public static AppInput blank(String contactEmail) {
        return new AppInput(Map.of(
                AppField.CONTACT_EMAIL, List.of(contactEmail),
                AppField.TYPE, List.of(AppType.WEB.wireName())));
    }

    /** Returns the input that would leave an app as it is. */
    public static AppInput of(App app) {
        AppDraft draft = AppDraft.from(app).build();
        return new AppInput(Map.of()).with(field -> true, field -> field.of(draft));
    }

    /** Reads a posted form: a field that is missing is empty, as browsers send no unticked box. */
    public static AppInput ofForm(Parameters form) {
        return new AppInput(Map.of()).with(field -> true, field -> field.from(form));
    }

    /** Returns the names that forms and JSON bodies may have, in alphabetical order. */
    public static Set<String> names() {
        return Stream.of(AppField.values()).map(AppField::wireName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns a copy with the fields of one form: a field that is missing is empty, as browsers send no unticked box. */
    public AppInput with(Predicate<AppField> ofForm, Parameters form) {
        return with(ofForm, field -> field.from(form));
    }

    /** Returns a copy with the fields that a link pre-fills. */
    public AppInput with(Parameters link) {
        return with(field -> link.has(field.wireName()), field -> field.from(link));
    }

    /** Returns a copy with the members of a JSON body; null empties a field. */
    public AppInput with(JsonObject body) {
        return with(field -> body.has(field.wireName()), field -> field.from(body));
    }

    private AppInput with(Predicate<AppField> changed, Function<AppField, List<String>> value) {
        Map<AppField, List<String>> copy = new EnumMap<>(AppField.class);
        copy.putAll(values);
        Stream.of(AppField.values()).filter(changed).forEach(field -> copy.put(field, value.apply(field)));
        return new AppInput(copy);
    }

    /** Returns a field that is one text, possibly empty. */
    String text(AppField field) {
        return value(field).stream().findFirst().orElse("");
    }

    /** Returns the elements of a field; a text is one element. */
    List<String> value(AppField field) {
        return values.getOrDefault(field, List.of());
    }

    /** Returns a field as one text, for comparing: days as shown, lists in order. */
    public String asText(AppField field) {
        return field == AppField.EXPIRES_AT ? AppForm.day(text(field)) : String.join("\n", new TreeSet<>(value(field)));
    }

    /**
     * Reads the values.
     *
     * @param app the app to be edited, whose type stays; null for a new one
     * @return the draft with what could not be read
     */
    public WantedApp read(@Nullable App app) {
        AppReading reading = new AppReading(app);
        Stream.of(AppField.values()).forEach(field -> field.read(reading, value(field)));
        AppDraft draft = reading.draft().build();
        AppSecurity security = app == null ? AppSecurity.of(draft.type()) : app.security();
        return new WantedApp(draft, security, reading.errors());
    }
}
