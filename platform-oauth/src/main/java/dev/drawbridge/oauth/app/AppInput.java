package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.app.Distribution;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an app as a form, a link or a JSON body spells them; forms and JSON have the same names. Immutable.
 */
final class AppInput {

    static final String NAME = "name";
    static final String DESCRIPTION = "description";
    static final String TYPE = "type";
    static final String REDIRECT_URIS = RedirectUris.FIELD;
    static final String SCOPES = "scopes";
    static final String CONTACT_EMAIL = "contactEmail";
    static final String WEBSITE_URL = "websiteUrl";
    static final String LOGO_URL = "logoUrl";
    static final String TERMS_URL = "termsUrl";
    static final String PRIVACY_URL = "privacyUrl";
    static final String DISTRIBUTION = "distribution";
    static final String EXPIRES_AT = "expiresAt";
    static final String IP_ALLOW_LIST = "ipAllowList";

    private static final List<String> TEXTS = List.of(
            NAME,
            DESCRIPTION,
            TYPE,
            CONTACT_EMAIL,
            WEBSITE_URL,
            LOGO_URL,
            TERMS_URL,
            PRIVACY_URL,
            DISTRIBUTION,
            EXPIRES_AT);
    private static final List<String> LISTS = List.of(REDIRECT_URIS, SCOPES, IP_ALLOW_LIST);

    private final Map<String, String> texts;
    private final Map<String, List<String>> lists;

    private AppInput(Map<String, String> texts, Map<String, List<String>> lists) {
        this.texts = Collections.unmodifiableMap(texts);
        this.lists = Collections.unmodifiableMap(lists);
    }

    /** Returns the input that a new app begins with. */
    static AppInput blank(String contactEmail) {
        return new AppInput(Map.of(CONTACT_EMAIL, contactEmail, TYPE, AppType.WEB.wireName()), Map.of());
    }

    /** Returns the input that would leave an app as it is. */
    static AppInput of(App app) {
        AppDraft draft = AppDraft.from(app).build();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(NAME, draft.name());
        texts.put(DESCRIPTION, draft.description());
        texts.put(TYPE, app.type().wireName());
        texts.put(CONTACT_EMAIL, draft.contactEmail());
        texts.put(WEBSITE_URL, draft.links().website());
        texts.put(LOGO_URL, draft.links().logo());
        texts.put(TERMS_URL, draft.links().terms());
        texts.put(PRIVACY_URL, draft.links().privacy());
        texts.put(DISTRIBUTION, draft.distribution().name());
        texts.put(EXPIRES_AT, draft.expiresAt() == null ? "" : draft.expiresAt().toString());
        return new AppInput(
                texts,
                Map.of(
                        REDIRECT_URIS, draft.redirectUris(),
                        SCOPES, draft.scopes(),
                        IP_ALLOW_LIST, draft.ipAllowList()));
    }

    /** Returns the names that forms and JSON bodies may have. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(TEXTS);
        names.addAll(LISTS);
        return names;
    }

    /** Reads a posted form: a field that is missing is empty, as browsers send no unticked box. */
    static AppInput ofForm(Parameters form) {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach(name -> texts.put(name, form.text(name)));
        return new AppInput(texts, lists(form, LISTS));
    }

    /** Returns a copy with the fields that a link pre-fills. */
    AppInput with(Parameters link) {
        Map<String, String> newTexts = new LinkedHashMap<>(texts);
        TEXTS.stream().filter(link::has).forEach(name -> newTexts.put(name, link.text(name)));
        Map<String, List<String>> newLists = new LinkedHashMap<>(lists);
        newLists.putAll(lists(link, LISTS.stream().filter(link::has).toList()));
        return new AppInput(newTexts, newLists);
    }

    /** Returns a copy with the members of a JSON body; null empties a field. */
    AppInput with(JsonObject body) {
        Map<String, String> newTexts = new LinkedHashMap<>(texts);
        TEXTS.stream()
                .filter(body::has)
                .forEach(name -> newTexts.put(name, body.text(name).orElse("")));
        Map<String, List<String>> newLists = new LinkedHashMap<>(lists);
        LISTS.stream()
                .filter(body::has)
                .forEach(name -> newLists.put(name, body.texts(name).orElse(List.of())));
        return new AppInput(newTexts, newLists);
    }

    private static Map<String, List<String>> lists(Parameters parameters, List<String> names) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String name : names) {
            List<String> items = new ArrayList<>();
            for (String value : parameters.all(name)) {
                value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(items::add);
            }
            lists.put(name, List.copyOf(items));
        }
        return lists;
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** Returns a field as one text, for comparing: days as shown, lists in lines. */
    String asText(String name) {
        if (LISTS.contains(name)) {
            return String.join("\n", new TreeSet<>(list(name)));
        }
        String text = text(name);
        return name.equals(EXPIRES_AT) && text.length() > 10 ? text.substring(0, 10) : text;
    }

    /**
     * Reads the values.
     *
     * @param app the app to be edited, whose type stays; null for a new one
     * @param errors gets what cannot be read
     * @return the draft, with defaults where something could not be read
     */
    AppDraft draft(@Nullable App app, List<FieldError> errors) {
        return AppDraft.of(type(app, errors), text(NAME))
                .description(text(DESCRIPTION))
                .contactEmail(text(CONTACT_EMAIL))
                .links(new AppDraft.Links(url(WEBSITE_URL), url(LOGO_URL), url(TERMS_URL), url(PRIVACY_URL)))
                .redirectUris(list(REDIRECT_URIS))
                .scopes(list(SCOPES))
                .distribution(distribution(errors))
                .expiresAt(expiresAt(app, errors))
                .ipAllowList(list(IP_ALLOW_LIST))
                .refreshTokens(app == null || app.access().refreshTokens())
                .build();
    }

    private String url(String name) {
        return text(name).strip();
    }

    private AppType type(@Nullable App app, List<FieldError> errors) {
        AppType type = AppType.fromWire(text(TYPE)).orElse(null);
        if (app != null) {
            if (type != app.type() && !text(TYPE).isEmpty()) {
                errors.add(new FieldError(TYPE, "type_fixed", "The type of an app cannot be changed."));
            }
            return app.type();
        }
        if (type == null) {
            errors.add(new FieldError(TYPE, "type_invalid", "Choose a type: web, public or machine."));
            return AppType.WEB;
        }
        return type;
    }

    private Distribution distribution(List<FieldError> errors) {
        return switch (text(DISTRIBUTION).toUpperCase(Locale.ROOT)) {
            case "", "PRIVATE" -> Distribution.PRIVATE;
            case "PUBLIC" -> Distribution.PUBLIC;
            default -> {
                errors.add(new FieldError(DISTRIBUTION, "distribution_invalid", "Choose private or public."));
                yield Distribution.PRIVATE;
            }
        };
    }

    private @Nullable Instant expiresAt(@Nullable App app, List<FieldError> errors) {
        String text = text(EXPIRES_AT).strip();
        Instant present = app == null ? null : app.expiresAt();
        if (text.isEmpty()) {
            return null;
        }
        if (present != null && text.equals(date(present))) {
            // The form shows the date alone; that is no reason to cut off the time.
            return present;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            errors.add(new FieldError(
                    EXPIRES_AT, "expiry_invalid", "Write the date like 2030-12-31 or 2030-12-31T23:59:59Z."));
            return present;
        }
    }

    /** Returns the UTC date of an instant, as date fields show it. */
    static String date(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
