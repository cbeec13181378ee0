package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Distribution;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of an app in a form, for creating and for editing. Thread-safe. */
public final class AppForm {

    private static final int DATE_LENGTH = 10;

    private final ScopeCatalog catalog;
    private final String productName;
    private final Messages text = Templates.of(AppForm.class).text();

    /**
     * Makes the form.
     *
     * @param catalog the host's scopes
     * @param productName what pages call the host's product
     */
    public AppForm(ScopeCatalog catalog, String productName) {
        this.catalog = catalog;
        this.productName = productName;
    }

    /** Returns the fields of an app that is to be created. */
    public List<Field> fields(AppInput input) {
        return fields(field -> true, input);
    }

    /** Returns the fields of an app that may change once it exists. */
    public List<Field> changeableFields(AppInput input) {
        return fields(field -> field != AppField.TYPE, input);
    }

    private List<Field> fields(Predicate<AppField> chosen, AppInput input) {
        return Stream.of(AppField.values())
                .filter(chosen)
                .map(field -> field.control(this, input.value(field)))
                .toList();
    }

    private String label(AppField field) {
        return text.of("field." + field.wireName());
    }

    private String hint(AppField field, Object... arguments) {
        return text.of("hint." + field.wireName(), arguments);
    }

    Field requiredText(AppField field, List<String> value) {
        return Field.text(field.wireName(), label(field))
                .hint(hint(field))
                .value(first(value))
                .required();
    }

    Field paragraph(AppField field, List<String> value) {
        return Field.textarea(field.wireName(), label(field))
                .hint(hint(field))
                .rows(3)
                .value(first(value));
    }

    Field email(AppField field, List<String> value) {
        return Field.email(field.wireName(), label(field))
                .hint(hint(field))
                .autocomplete("email")
                .value(first(value))
                .required();
    }

    Field url(AppField field, List<String> value) {
        return Field.url(field.wireName(), label(field)).hint(hint(field)).value(first(value));
    }

    Field endDay(AppField field, List<String> value) {
        return Field.date(field.wireName(), label(field)).hint(hint(field)).value(day(first(value)));
    }

    Field type(AppField field, List<String> value) {
        List<Option> types = Stream.of(AppType.WEB, AppType.PUBLIC, AppType.MACHINE)
                .map(AppType::wireName)
                .map(type -> new Option(type, text.of("type." + type), text.of("type-hint." + type)))
                .toList();
        return Field.radios(field.wireName(), label(field), types)
                .hint(hint(field))
                .selected(List.of(first(value)))
                .required();
    }

    Field redirectUris(AppField field, List<String> value) {
        return Field.textarea(field.wireName(), label(field))
                .hint(hint(field, RedirectUris.MAX_COUNT))
                .rows(4)
                .monospaced()
                .value(String.join("\n", value));
    }

    Field scopes(AppField field, List<String> value) {
        List<Option> options = new ArrayList<>();
        for (Scope scope : catalog.all()) {
            String title = scope.sensitive() ? text.of("scope.sensitive", scope.title()) : scope.title();
            options.add(new Option(scope.name(), title, (scope.name() + " " + scope.description()).strip()));
        }
        // Wildcards are for those who know them: shown where an app has one, or a link or call asked for one.
        value.stream()
                .filter(Scopes::isWildcard)
                .map(wildcard -> new Option(wildcard, wildcard, text.of("scope.wildcard")))
                .forEach(options::add);
        return Field.checkboxes(field.wireName(), label(field), options)
                .hint(hint(field))
                .selected(value)
                .required();
    }

    Field distribution(AppField field, List<String> value) {
        List<Option> distributions = Stream.of(Distribution.PRIVATE, Distribution.TESTING, Distribution.PUBLIC)
                .map(Distribution::name)
                .map(name -> new Option(
                        name, text.of("distribution." + name), text.of("distribution-hint." + name, productName)))
                .toList();
        String chosen = first(value).isEmpty() ? Distribution.PRIVATE.name() : first(value);
        return Field.radios(field.wireName(), label(field), distributions)
                .hint(hint(field))
                .selected(List.of(chosen))
                .required();
    }

    Field testCompanies(AppField field, List<String> value) {
        return Field.textarea(field.wireName(), label(field))
                .hint(hint(field, AppAccess.MAX_TEST_COMPANIES))
                .rows(3)
                .monospaced()
                .value(String.join("\n", value));
    }

    Field ipAllowList(AppField field, List<String> value) {
        return Field.textarea(field.wireName(), label(field))
                .hint(hint(field))
                .rows(3)
                .monospaced()
                .value(String.join("\n", value));
    }

    /** Puts the messages of one field into one, because a field shows one: every faulty line is named. */
    public static FieldErrors joined(List<FieldError> errors) {
        Map<String, List<FieldError>> byField = errors.stream()
                .collect(Collectors.groupingBy(FieldError::field, LinkedHashMap::new, Collectors.toList()));
        List<FieldError> joined = new ArrayList<>();
        byField.forEach((field, all) -> joined.add(new FieldError(
                field,
                all.get(0).code(),
                all.stream().map(FieldError::message).distinct().collect(Collectors.joining(" ")))));
        return FieldErrors.of(joined);
    }

    /** Returns the UTC date of an instant, as date fields show it. */
    public static String date(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Returns the day of a date or a moment. */
    static String day(String expiresAt) {
        return expiresAt.length() > DATE_LENGTH ? expiresAt.substring(0, DATE_LENGTH) : expiresAt;
    }

    private static String first(List<String> value) {
        return value.isEmpty() ? "" : value.get(0);
    }
}
