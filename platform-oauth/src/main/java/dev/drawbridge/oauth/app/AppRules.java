package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.AppAccess;
import dev.drawbridge.core.app.AppProfile;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.app.DefinedBy;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.IpRange;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.name.ReservedNames;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an app may be: the rules of every field, the same for pages, JSON and code. Pure and thread-safe.
 *
 * <p>Redirect URIs have {@link RedirectUris}; the number of apps and the uniqueness of names are the store's.
 */
final class AppRules {

    static final int MAX_NAME = 100;
    static final int MAX_DESCRIPTION = 1_000;
    static final int MAX_EMAIL = 254;
    static final int MAX_URL = 2_000;
    static final int MAX_IP_RANGES = 50;
    static final Duration MAX_LIFE = Duration.ofDays(5 * 366);

    // Letters, marks, numbers, punctuation, symbols: without one of them a name shows nothing.
    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]");
    private static final Pattern BIDI_AND_INVISIBLE = Pattern.compile(
            "[\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\uFFF9-\\uFFFB]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>(),;:\\\\\"\\[\\]\\p{C}]{1,64}@[^\\s@<>(),;:\\\\\"\\[\\]\\p{C}]+\\.[^\\s@.\\p{C}<>]{2,}");

    private final ScopeCatalog catalog;
    private final ReservedNames reserved;
    private final ClientRules clients;

    AppRules(ScopeCatalog catalog, ReservedNames reserved, ClientRules clients) {
        this.catalog = catalog;
        this.reserved = reserved;
        this.clients = clients;
    }

    /**
     * Cleans what people cannot see: composed characters, single spaces, nothing that turns the reading direction.
     *
     * @param name as typed
     * @return the name as stored and shown
     */
    static String cleanName(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        String visible = BIDI_AND_INVISIBLE.matcher(composed).replaceAll("");
        String spaced = SPACES.matcher(visible).replaceAll(" ");
        return CONTROL.matcher(spaced).replaceAll("").strip();
    }

    /**
     * Judges a draft.
     *
     * @param draft the draft
     * @param definedBy who defines the app
     * @param before the access it has now; null for a new app
     * @param now the time
     * @return everything that is wrong
     */
    List<FieldError> check(AppDraft draft, DefinedBy definedBy, @Nullable AppAccess before, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        boolean owned = definedBy == DefinedBy.USER || definedBy == DefinedBy.INTERNAL;
        checkName(draft.name(), definedBy).ifPresent(errors::add);
        if (length(draft.description()) > MAX_DESCRIPTION) {
            errors.add(new FieldError(
                    AppInput.DESCRIPTION, "description_too_long", "Keep the description under 1,000 characters."));
        }
        errors.addAll(RedirectUris.check(
                draft.redirectUris(),
                draft.type(),
                owned ? RedirectUris.MAX_COUNT : RedirectUris.MAX_COUNT_UNOWNED,
                clients.privateUse(draft.type(), definedBy)));
        errors.addAll(checkScopes(draft, definedBy));
        String contact = draft.contactEmail().strip();
        if (!isEmail(contact) && (owned || !contact.isEmpty())) {
            errors.add(new FieldError(AppInput.CONTACT_EMAIL, "email_invalid", "Enter a support email."));
        }
        checkUrl(AppInput.WEBSITE_URL, "website", draft.links().website()).ifPresent(errors::add);
        checkUrl(AppInput.LOGO_URL, "logo", draft.links().logo()).ifPresent(errors::add);
        checkUrl(AppInput.TERMS_URL, "terms", draft.links().terms()).ifPresent(errors::add);
        checkUrl(AppInput.PRIVACY_URL, "privacy", draft.links().privacy()).ifPresent(errors::add);
        checkExpiry(draft.expiresAt(), before == null ? null : before.expiresAt(), now)
                .ifPresent(errors::add);
        errors.addAll(checkIpRanges(draft.ipAllowList()));
        return errors;
    }

    /** Makes the profile of a draft without faults. */
    static AppProfile profile(AppDraft draft) {
        return new AppProfile(
                cleanName(draft.name()),
                cleanDescription(draft.description()),
                draft.contactEmail().strip(),
                uri(draft.links().website()),
                uri(draft.links().logo()),
                uri(draft.links().terms()),
                uri(draft.links().privacy()));
    }

    /** Makes the access of a draft without faults. */
    static AppAccess access(AppDraft draft) {
        return new AppAccess(
                draft.redirectUris(),
                Scopes.of(draft.scopes()),
                draft.ipAllowList(),
                draft.distribution(),
                draft.expiresAt(),
                draft.refreshTokens());
    }

    private Optional<FieldError> checkName(String raw, DefinedBy definedBy) {
        String name = cleanName(raw);
        if (length(name) > MAX_NAME || !VISIBLE.matcher(name).find()) {
            return Optional.of(new FieldError(AppInput.NAME, "name_invalid", "Enter a name (up to 100 characters)."));
        }
        // The host's own name would lend its authority on the consent page; only the host itself may use it.
        boolean hosts = definedBy == DefinedBy.INTERNAL || definedBy == DefinedBy.ADMIN;
        return !hosts && reserved.reserves(name)
                ? Optional.of(new FieldError(AppInput.NAME, "name_reserved", "This name is reserved."))
                : Optional.empty();
    }

    private List<FieldError> checkScopes(AppDraft draft, DefinedBy definedBy) {
        if (draft.scopes().isEmpty()) {
            return List.of(new FieldError(AppInput.SCOPES, "scope_required", "Choose at least one scope."));
        }
        boolean wildcards = draft.type() == AppType.MACHINE || definedBy == DefinedBy.INTERNAL;
        return draft.scopes().stream()
                .distinct()
                .map(scope -> checkScope(scope, wildcards))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<FieldError> checkScope(String scope, boolean wildcards) {
        if (catalog.find(scope).isPresent()) {
            return Optional.empty();
        }
        boolean wildcard =
                Scopes.isWildcard(scope) && catalog.all().stream().anyMatch(known -> isCoveredBy(known.name(), scope));
        if (!wildcard) {
            return Optional.of(new FieldError(
                    AppInput.SCOPES, "unknown_scope", "There is no scope with the name " + quoted(scope) + "."));
        }
        return wildcards
                ? Optional.empty()
                : Optional.of(new FieldError(
                        AppInput.SCOPES,
                        "wildcard_not_allowed",
                        "Wildcard scopes are for machine apps only. Choose the scopes one by one."));
    }

    private static boolean isCoveredBy(String name, String wildcard) {
        return name.startsWith(wildcard.substring(0, wildcard.length() - 1));
    }

    private static Optional<FieldError> checkUrl(String field, String label, String url) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.startsWith("https://")) {
            return Optional.of(
                    new FieldError(field, "url_not_https", "The " + label + " URL must start with https://."));
        }
        return isPlainUrl(url)
                ? Optional.empty()
                : Optional.of(new FieldError(field, "url_invalid", "The " + label + " URL is not valid."));
    }

    private static boolean isPlainUrl(String url) {
        try {
            URI uri = new URI(url);
            return url.length() <= MAX_URL && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<FieldError> checkExpiry(@Nullable Instant end, @Nullable Instant before, Instant now) {
        // An expired app may be edited and stay expired.
        if (end == null || Objects.equals(end, before) || (end.isAfter(now) && !end.isAfter(now.plus(MAX_LIFE)))) {
            return Optional.empty();
        }
        return Optional.of(new FieldError(
                AppInput.EXPIRES_AT, "expiry_out_of_range", "Choose a date from tomorrow to five years ahead."));
    }

    private static List<FieldError> checkIpRanges(List<String> ranges) {
        if (ranges.size() > MAX_IP_RANGES) {
            return List.of(ipError("too_many_ip_ranges", "Add at most " + MAX_IP_RANGES + " networks."));
        }
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            String line = "Line " + (i + 1) + ": ";
            checkIpRange(ranges.get(i)).ifPresent(text -> errors.add(ipError("ip_range_invalid", line + text)));
        }
        return errors;
    }

    private static Optional<String> checkIpRange(String text) {
        Optional<IpRange> range = IpRange.parse(text);
        if (range.isEmpty()) {
            return Optional.of("write a network like 203.0.113.0/24 or 2001:db8::/32.");
        }
        if (range.get().isEverything()) {
            return Optional.of("this allows every address. Leave the list empty instead.");
        }
        return range.get().isNotedAs(text)
                ? Optional.empty()
                : Optional.of(text + " is not a network address. Did you mean " + range.get() + "?");
    }

    static boolean isEmail(String text) {
        return text.length() <= MAX_EMAIL && EMAIL.matcher(text).matches();
    }

    private static FieldError ipError(String code, String message) {
        return new FieldError(AppInput.IP_ALLOW_LIST, code, message);
    }

    private static String cleanDescription(String text) {
        String lines = Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n");
        String visible = BIDI_AND_INVISIBLE.matcher(lines).replaceAll("");
        return CONTROL_BUT_LINES.matcher(visible).replaceAll("").strip();
    }

    private static @Nullable URI uri(String text) {
        return text.isEmpty() ? null : URI.create(text);
    }

    private static String quoted(String scope) {
        String clipped = scope.length() <= 64 ? scope : scope.substring(0, 64);
        return '"' + CONTROL.matcher(clipped).replaceAll("") + '"';
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
