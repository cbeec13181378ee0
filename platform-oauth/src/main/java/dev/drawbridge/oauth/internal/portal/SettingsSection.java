package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.app.AppField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of the settings of an app with a form of its own. */
enum SettingsSection {
    BASICS(AppField.NAME, AppField.DESCRIPTION, AppField.CONTACT_EMAIL),
    ACCESS(AppField.REDIRECT_URIS, AppField.SCOPES, AppField.DISTRIBUTION, AppField.TEST_COMPANIES),
    BRANDING(AppField.WEBSITE_URL, AppField.LOGO_URL, AppField.TERMS_URL, AppField.PRIVACY_URL),
    SECURITY(AppField.EXPIRES_AT, AppField.IP_ALLOW_LIST);

    /** The hidden field that names the part. */
    static final String FIELD = "section";

    private final List<AppField> fields;

    SettingsSection(AppField... fields) {
        this.fields = List.of(fields);
    }

    static Optional<SettingsSection> named(String name) {
        return Stream.of(values())
                .filter(section -> section.wireName().equals(name))
                .findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A field that no part names is about access: better there than lost. The type is fixed. */
    boolean has(AppField field) {
        return fields.contains(field)
                || this == ACCESS
                        && field != AppField.TYPE
                        && Stream.of(values()).noneMatch(section -> section.fields.contains(field));
    }

    /** Returns the fields that the form of an app shows. */
    List<AppField> fieldsOf(App app) {
        return Stream.of(AppField.values())
                .filter(this::has)
                .filter(field -> field != AppField.REDIRECT_URIS || app.type() != AppType.MACHINE)
                .toList();
    }
}
