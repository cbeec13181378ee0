package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
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

/** The fields of an app in a form, for creating and for editing. Thread-safe. */
public final class AppForm {

    private static final int DATE_LENGTH = 10;

    private final ScopeCatalog catalog;
    private final String productName;

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

    /** Adds the fields of an app that is to be created. */
    public Form add(Form form, AppInput input, FieldErrors errors) {
        return add(form, field -> true, input, errors);
    }

    /** Adds the fields of an app that may change once it exists. */
    public Form addChangeable(Form form, AppInput input, FieldErrors errors) {
        return add(form, field -> field != AppField.TYPE, input, errors);
    }

    private Form add(Form form, Predicate<AppField> chosen, AppInput input, FieldErrors errors) {
        Form whole = form;
        for (AppField field : AppField.values()) {
            if (chosen.test(field)) {
                whole = whole.add(field.control(this, input.value(field)).error(errors));
            }
        }
        return whole;
    }

    Field name(List<String> value) {
        return Field.text(AppField.NAME.wireName(), "App name")
                .hint("Users see it when they connect the app. Up to 100 characters.")
                .value(text(value))
                .required();
    }

    Field description(List<String> value) {
        return Field.textarea(AppField.DESCRIPTION.wireName(), "Description")
                .rows(3)
                .value(text(value));
    }

    Field type(List<String> value) {
        List<Option> types = List.of(
                new Option(AppType.WEB.wireName(), "Web app", "Runs on a server and keeps a client secret."),
                new Option(
                        AppType.PUBLIC.wireName(),
                        "Public client",
                        "Runs on a device or in a browser; no secret, PKCE alone."),
                new Option(
                        AppType.MACHINE.wireName(),
                        "Machine",
                        "Runs without a user, for companies that installed it; no redirect URIs."));
        return Field.radios(AppField.TYPE.wireName(), "App type", types)
                .hint("This cannot be changed later.")
                .selected(List.of(text(value)))
                .required();
    }

    Field redirectUris(List<String> value) {
        return Field.textarea(AppField.REDIRECT_URIS.wireName(), "Redirect URIs")
                .hint("One per line, at most " + RedirectUris.MAX_COUNT
                        + ", https:// or http://localhost. Machine apps have none.")
                .rows(4)
                .monospaced()
                .value(String.join("\n", value));
    }

    Field scopes(List<String> value) {
        List<Option> options = new ArrayList<>();
        for (Scope scope : catalog.all()) {
            String title = scope.sensitive() ? scope.title() + " (sensitive)" : scope.title();
            options.add(new Option(scope.name(), title, (scope.name() + " " + scope.description()).strip()));
        }
        // Wildcards are for those who know them: shown where an app has one, or a link or call asked for one.
        value.stream()
                .filter(Scopes::isWildcard)
                .map(wildcard -> new Option(wildcard, wildcard, "Every scope that it covers."))
                .forEach(options::add);
        return Field.checkboxes(AppField.SCOPES.wireName(), "Scopes", options)
                .hint("Ask for what the app needs and no more.")
                .selected(value)
                .required();
    }

    Field contactEmail(List<String> value) {
        return Field.email(AppField.CONTACT_EMAIL.wireName(), "Contact email")
                .hint("Where users of the app find help.")
                .autocomplete("email")
                .value(text(value))
                .required();
    }

    static Field link(String name, String label, List<String> value) {
        return Field.url(name, label + " URL").hint("Must start with https://.").value(text(value));
    }

    Field distribution(List<String> value) {
        List<Option> distributions = List.of(
                new Option(Distribution.PRIVATE.name(), "Private", "For your own companies and customers."),
                new Option(Distribution.PUBLIC.name(), "Public", "For every company of " + productName + "."));
        String chosen = text(value).isEmpty() ? Distribution.PRIVATE.name() : text(value);
        return Field.radios(AppField.DISTRIBUTION.wireName(), "Distribution", distributions)
                .selected(List.of(chosen))
                .required();
    }

    Field expiresAt(List<String> value) {
        return Field.date(AppField.EXPIRES_AT.wireName(), "Expires on")
                .hint("From this day (UTC) the app no longer works. Empty means never.")
                .value(day(text(value)));
    }

    Field ipAllowList(List<String> value) {
        return Field.textarea(AppField.IP_ALLOW_LIST.wireName(), "IP allow list")
                .hint("One network per line, for example 203.0.113.0/24. Empty means from anywhere.")
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

    private static String text(List<String> value) {
        return value.isEmpty() ? "" : value.get(0);
    }
}
