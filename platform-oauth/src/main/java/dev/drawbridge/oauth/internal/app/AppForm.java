package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Distribution;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of an app in a form, for creating and for editing. Thread-safe. */
public final class AppForm {

    private static final int DATE_LENGTH = 10;

    private final ScopeCatalog catalog;
    private final String productName;
    private final Templates templates = Templates.of(AppForm.class);
    private final Messages text = templates.text();

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

    /** What the page that creates an app asks for first; the other fields wait behind "More options". */
    public static final List<AppField> FIRST = List.of(
            AppField.NAME,
            AppField.DESCRIPTION,
            AppField.TYPE,
            AppField.REDIRECT_URIS,
            AppField.SCOPES,
            AppField.CONTACT_EMAIL);

    /**
     * Renders a field of a form.
     *
     * @param field which
     * @param input what it shows
     * @param errors what is wrong with it, if anything
     * @return the field
     */
    public Html part(AppField field, AppInput input, FieldErrors errors) {
        List<String> value = input.value(field);
        if (field == AppField.SCOPES) {
            String error = errors.message(field.wireName()).orElse("");
            return templates.render(
                    "scopeMatrix",
                    ScopeMatrix.of(
                            catalog,
                            value,
                            text.of("scope.wildcard"),
                            new ScopeMatrix.Texts(label(field), hint(field), error)));
        }
        return field.control(this, value).error(errors).render();
    }

    /** Returns what a field is called on pages. */
    public String label(AppField field) {
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
                // Every type but one needs it; for that one the page does not show it.
                .required()
                .value(String.join("\n", value));
    }

    /** Only for the list of controls: {@link #part} renders the matrix. */
    Field scopes(AppField field, List<String> value) {
        return Field.checkboxes(field.wireName(), label(field), List.of()).selected(value);
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
