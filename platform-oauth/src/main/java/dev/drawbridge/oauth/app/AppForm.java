package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.app.Distribution;
import dev.drawbridge.core.html.Field;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Option;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of an app in a form, for creating and for editing. Thread-safe. */
final class AppForm {

    private static final int DATE_LENGTH = 10;

    private final CoreServices env;

    AppForm(CoreServices env) {
        this.env = env;
    }

    /** Adds the choice of the type, which only a new app has. */
    Form addType(Form form, AppInput input, FieldErrors errors) {
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
        return form.add(Field.radios(AppInput.TYPE, "App type", types)
                .hint("This cannot be changed later.")
                .selected(List.of(input.text(AppInput.TYPE)))
                .required()
                .error(errors));
    }

    /** Adds the name and the description. */
    Form addName(Form form, AppInput input, FieldErrors errors) {
        return form.add(Field.text(AppInput.NAME, "App name")
                        .hint("Users see it when they connect the app. Up to 100 characters.")
                        .value(input.text(AppInput.NAME))
                        .required()
                        .error(errors))
                .add(Field.textarea(AppInput.DESCRIPTION, "Description")
                        .rows(3)
                        .value(input.text(AppInput.DESCRIPTION))
                        .error(errors));
    }

    /** Adds everything but name and type. */
    Form addAccess(Form form, AppInput input, FieldErrors errors) {
        Form longer = form.add(Field.textarea(AppInput.REDIRECT_URIS, "Redirect URIs")
                        .hint("One per line, at most " + RedirectUris.MAX_COUNT
                                + ", https:// or http://localhost. Machine apps have none.")
                        .rows(4)
                        .monospaced()
                        .value(String.join("\n", input.list(AppInput.REDIRECT_URIS)))
                        .error(errors))
                .add(Field.checkboxes(AppInput.SCOPES, "Scopes", scopes(input))
                        .hint("Ask for what the app needs and no more.")
                        .selected(input.list(AppInput.SCOPES))
                        .required()
                        .error(errors))
                .add(Field.email(AppInput.CONTACT_EMAIL, "Contact email")
                        .hint("Where users of the app find help.")
                        .autocomplete("email")
                        .value(input.text(AppInput.CONTACT_EMAIL))
                        .required()
                        .error(errors));
        return addOptions(longer, input, errors);
    }

    private Form addOptions(Form form, AppInput input, FieldErrors errors) {
        List<Option> distributions = List.of(
                new Option(Distribution.PRIVATE.name(), "Private", "For your own companies and customers."),
                new Option(Distribution.PUBLIC.name(), "Public", "For every company of " + env.productName() + "."));
        String distribution = input.text(AppInput.DISTRIBUTION).isEmpty()
                ? Distribution.PRIVATE.name()
                : input.text(AppInput.DISTRIBUTION);
        return form.add(url(AppInput.WEBSITE_URL, "Website URL", input, errors))
                .add(url(AppInput.LOGO_URL, "Logo URL", input, errors))
                .add(url(AppInput.TERMS_URL, "Terms URL", input, errors))
                .add(url(AppInput.PRIVACY_URL, "Privacy URL", input, errors))
                .add(Field.radios(AppInput.DISTRIBUTION, "Distribution", distributions)
                        .selected(List.of(distribution))
                        .required()
                        .error(errors))
                .add(Field.date(AppInput.EXPIRES_AT, "Expires on")
                        .hint("From this day (UTC) the app no longer works. Empty means never.")
                        .value(day(input.text(AppInput.EXPIRES_AT)))
                        .error(errors))
                .add(Field.textarea(AppInput.IP_ALLOW_LIST, "IP allow list")
                        .hint("One network per line, for example 203.0.113.0/24. Empty means from anywhere.")
                        .rows(3)
                        .monospaced()
                        .value(String.join("\n", input.list(AppInput.IP_ALLOW_LIST)))
                        .error(errors));
    }

    /** Puts the messages of one field into one, because a field shows one: every faulty line is named. */
    static FieldErrors joined(List<FieldError> errors) {
        Map<String, List<FieldError>> byField = errors.stream()
                .collect(Collectors.groupingBy(FieldError::field, LinkedHashMap::new, Collectors.toList()));
        List<FieldError> joined = new ArrayList<>();
        byField.forEach((field, all) -> joined.add(new FieldError(
                field,
                all.get(0).code(),
                all.stream().map(FieldError::message).distinct().collect(Collectors.joining(" ")))));
        return FieldErrors.of(joined);
    }

    private static Field url(String name, String label, AppInput input, FieldErrors errors) {
        return Field.url(name, label)
                .hint("Must start with https://.")
                .value(input.text(name))
                .error(errors);
    }

    private List<Option> scopes(AppInput input) {
        List<Option> options = new ArrayList<>();
        for (Scope scope : env.scopes().all()) {
            String title = scope.sensitive() ? scope.title() + " (sensitive)" : scope.title();
            options.add(new Option(scope.name(), title, (scope.name() + " " + scope.description()).strip()));
        }
        // Wildcards are for those who know them: shown where an app has one, or a link or call asked for one.
        input.list(AppInput.SCOPES).stream()
                .filter(Scopes::isWildcard)
                .map(wildcard -> new Option(wildcard, wildcard, "Every scope that it covers."))
                .forEach(options::add);
        return options;
    }

    private static String day(String expiresAt) {
        return expiresAt.length() > DATE_LENGTH ? expiresAt.substring(0, DATE_LENGTH) : expiresAt;
    }
}
