package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.oauth.AppDraft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an app that developers write: the one table of how each is named, read, judged, shown and asked for. The
 * order is that of forms and of JSON.
 *
 * <p>A new field needs a line here, its messages ({@code field.<name>}, {@code hint.<name>}), a place in {@link AppDraft} and
 * {@link dev.drawbridge.core.spi.app.AppProfile}, and a column. If who changes it could lead data of users elsewhere, {@code AccessChange} must have it too.
 */
public enum AppField {
    /** What users read. */
    NAME(
            "name",
            "client_name",
            Spelling.text(AppDraft::name, AppDraft.Builder::name),
            AppRules::checkName,
            AppForm::requiredText),
    /** What the app does. */
    DESCRIPTION(
            "description",
            "",
            Spelling.text(AppDraft::description, AppDraft.Builder::description),
            AppRules::checkDescription,
            AppForm::paragraph),
    /** What kind of client it is; stays as it was created. */
    TYPE(
            "type",
            "",
            Spelling.read(draft -> draft.type().wireName(), AppReading::type),
            AppRules::takeAsRead,
            AppForm::type),
    /** Where authorization responses go. */
    REDIRECT_URIS(
            RedirectUris.FIELD,
            "redirect_uris",
            Spelling.lines(AppDraft::redirectUris, AppDraft.Builder::redirectUris),
            AppRules::checkRedirectUris,
            AppForm::redirectUris),
    /** The most it may ask for. */
    SCOPES(
            "scopes",
            "scope",
            Spelling.lines(AppDraft::scopes, AppDraft.Builder::scopes),
            AppRules::checkScopes,
            AppForm::scopes),
    /** Where users find help. */
    CONTACT_EMAIL(
            "contactEmail",
            "contacts",
            Spelling.text(AppDraft::contactEmail, AppDraft.Builder::contactEmail),
            AppRules::checkContact,
            AppForm::email),
    /** Where the app is described. */
    WEBSITE_URL("websiteUrl", "client_uri", AppDraft.Links::website, AppDraft.Builder::websiteUrl),
    /** Where its picture is. */
    LOGO_URL("logoUrl", "logo_uri", AppDraft.Links::logo, AppDraft.Builder::logoUrl),
    /** Where its terms of use are. */
    TERMS_URL("termsUrl", "tos_uri", AppDraft.Links::terms, AppDraft.Builder::termsUrl),
    /** Where its privacy policy is. */
    PRIVACY_URL("privacyUrl", "policy_uri", AppDraft.Links::privacy, AppDraft.Builder::privacyUrl),
    /** Who may use it. */
    DISTRIBUTION(
            "distribution",
            "",
            Spelling.read(draft -> draft.distribution().name(), AppReading::distribution),
            AppRules::takeAsRead,
            AppForm::distribution),
    /** Who may use it while it is being tested. */
    TEST_COMPANIES(
            "testCompanies",
            "",
            Spelling.lines(AppDraft::testCompanies, AppDraft.Builder::testCompanies),
            AppRules::checkTestCompanies,
            AppForm::testCompanies),
    /** When it ends. */
    EXPIRES_AT(
            "expiresAt",
            "",
            Spelling.read(AppField::expiry, AppReading::expiresAt).nullIfEmpty(),
            AppRules::checkExpiry,
            AppForm::endDay),
    /** From where it may call. */
    IP_ALLOW_LIST(
            "ipAllowList",
            "",
            Spelling.lines(AppDraft::ipAllowList, AppDraft.Builder::ipAllowList),
            AppRules::checkIpRanges,
            AppForm::ipAllowList);

    private final String wireName;
    private final String metadataName;
    private final Spelling spelling;
    private final Rule rule;
    private final Control control;

    AppField(String wireName, String metadataName, Spelling spelling, Rule rule, Control control) {
        this.wireName = wireName;
        this.metadataName = metadataName;
        this.spelling = spelling;
        this.rule = rule;
        this.control = control;
    }

    /** A web address. */
    AppField(
            String wireName,
            String metadataName,
            Function<AppDraft.Links, String> get,
            BiConsumer<AppDraft.Builder, String> set) {
        this(
                wireName,
                metadataName,
                Spelling.text(draft -> get.apply(draft.links()), (draft, text) -> set.accept(draft, text.strip()))
                        .nullIfEmpty(),
                (rules, app) ->
                        AppRules.checkLink(wireName, get.apply(app.draft().links())),
                AppForm::url);
    }

    /** Tells what is wrong with the field of an app. */
    @FunctionalInterface
    interface Rule {
        List<FieldError> check(AppRules rules, AppRules.Case app);
    }

    /** Makes the field of a form. */
    @FunctionalInterface
    interface Control {
        Field of(AppForm form, AppField field, List<String> value);
    }

    /**
     * Finds a field.
     *
     * @param wireName its name in forms and JSON
     * @return the field
     */
    public static Optional<AppField> named(String wireName) {
        return Stream.of(values())
                .filter(field -> field.wireName.equals(wireName))
                .findFirst();
    }

    /**
     * Returns the name in forms, links, JSON and field errors.
     *
     * @return stable, for example {@code redirectUris}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the name in client metadata.
     *
     * @return the member of RFC 7591 §2, for example {@code redirect_uris}; empty if clients cannot say it themselves
     */
    public Optional<String> metadataName() {
        return Optional.of(metadataName).filter(name -> !name.isEmpty());
    }

    /** Reads the field of a form or a link; a text has one element, possibly empty. */
    List<String> from(Parameters parameters) {
        return spelling.lines()
                ? parameters.all(wireName).stream()
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of(parameters.text(wireName));
    }

    /** Reads the member of a JSON body; null empties the field. */
    List<String> from(JsonObject body) {
        return spelling.lines()
                ? body.texts(wireName).orElse(List.of())
                : List.of(body.text(wireName).orElse(""));
    }

    /**
     * Writes the field as forms have it.
     *
     * @param draft the app
     * @return its elements; a text has one, possibly empty
     */
    public List<String> of(AppDraft draft) {
        return spelling.write().apply(draft);
    }

    /**
     * Writes the field as JSON has it.
     *
     * @param draft the app
     * @return a text, a list of texts, or null
     */
    public @Nullable Object json(AppDraft draft) {
        List<String> value = of(draft);
        if (spelling.lines()) {
            return value;
        }
        return spelling.nullable() && value.get(0).isEmpty() ? null : value.get(0);
    }

    /** Puts a value into a draft. */
    void read(AppReading reading, List<String> value) {
        spelling.read().accept(reading, value);
    }

    /** Tells what is wrong with the field of an app. */
    List<FieldError> check(AppRules rules, AppRules.Case app) {
        return rule.check(rules, app);
    }

    /** Makes the field of a form that shows a value. */
    Field control(AppForm form, List<String> value) {
        return control.of(form, this, value);
    }

    private static String expiry(AppDraft draft) {
        Instant end = draft.expiresAt();
        return end == null ? "" : end.toString();
    }
}
