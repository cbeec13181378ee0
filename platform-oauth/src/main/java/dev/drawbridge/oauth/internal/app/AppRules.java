package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.egress.TargetRules;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.name.ReservedNames;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.IpRange;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.internal.text.AppTexts;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an app may be: the rules of every field, the same for pages, JSON and code. Pure and thread-safe.
 *
 * <p>{@link AppField} says which rule a field has. Redirect URIs have {@link RedirectUris}; the number of apps and the uniqueness of names are the store's.
 */
public final class AppRules {

    static final int MAX_NAME = 100;
    static final int MAX_DESCRIPTION = 1_000;
    static final int MAX_URL = 2_000;
    static final int MAX_IP_RANGES = 50;
    static final Duration MAX_LIFE = Duration.ofDays(5 * 366);

    // Letters, marks, numbers, punctuation, symbols: without one of them a name shows nothing.
    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]");
    private static final Pattern COMPANY = Pattern.compile("[!-~]{1," + CompanyId.MAX_LENGTH + "}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final ScopeCatalog catalog;
    private final ReservedNames reserved;
    private final ClientRules clients;
    private final SecurityRules security;

    /**
     * Makes the rules.
     *
     * @param catalog the host's scopes
     * @param reserved names that only the host's own apps have
     * @param clients what the server takes from clients
     * @param targets which URLs may be fetched
     */
    public AppRules(ScopeCatalog catalog, ReservedNames reserved, ClientRules clients, TargetRules targets) {
        this.catalog = catalog;
        this.reserved = reserved;
        this.clients = clients;
        this.security = new SecurityRules(targets);
    }

    /**
     * Judges a draft and how the app proves who it is.
     *
     * @param draft the draft
     * @param proof how it proves who it is
     * @param definedBy who defines the app
     * @param before the access it has now; null for a new app
     * @param now the time
     * @return everything that is wrong
     */
    List<FieldError> check(
            AppDraft draft, AppSecurity proof, DefinedBy definedBy, @Nullable AppAccess before, Instant now) {
        List<FieldError> errors = new ArrayList<>(check(draft, definedBy, before, now));
        errors.addAll(security.check(proof, draft.type()));
        errors.addAll(clients.check(draft.type(), proof, draft.redirectUris()));
        return errors;
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
        Case app = new Case(draft, definedBy, before == null ? null : before.expiresAt(), now);
        return Stream.of(AppField.values())
                .flatMap(field -> field.check(this, app).stream())
                .toList();
    }

    /**
     * What a field is judged by.
     *
     * @param draft what the app should be
     * @param definedBy who defines it
     * @param endBefore when it ends now; null for a new app, and for never
     * @param now the time
     */
    record Case(
            AppDraft draft, DefinedBy definedBy, @Nullable Instant endBefore, Instant now) {

        private boolean owned() {
            return definedBy == DefinedBy.USER || definedBy == DefinedBy.INTERNAL;
        }
    }

    /** Some fields have no values but good ones: whoever could read them judged them. */
    List<FieldError> takeAsRead(Case app) {
        return List.of();
    }

    List<FieldError> checkName(Case app) {
        String name = AppTexts.cleanName(app.draft().name());
        if (length(name) > MAX_NAME) {
            return List.of(new FieldError(
                    AppField.NAME.wireName(),
                    AppFieldCode.NAME_INVALID,
                    FieldRefusal.text().of("refused.name-length", length(name), MAX_NAME)));
        }
        if (!VISIBLE.matcher(name).find()) {
            return errors(AppField.NAME, AppFieldCode.NAME_INVALID);
        }
        // The host's own name would lend its authority on the consent page; only the host itself may use it.
        boolean hosts = app.definedBy() == DefinedBy.INTERNAL || app.definedBy() == DefinedBy.ADMIN;
        return !hosts && reserved.reserves(name) ? errors(AppField.NAME, AppFieldCode.NAME_RESERVED) : List.of();
    }

    List<FieldError> checkDescription(Case app) {
        return length(app.draft().description()) > MAX_DESCRIPTION
                ? errors(AppField.DESCRIPTION, AppFieldCode.DESCRIPTION_TOO_LONG)
                : List.of();
    }

    List<FieldError> checkRedirectUris(Case app) {
        AppDraft draft = app.draft();
        return RedirectUris.check(
                draft.redirectUris(),
                draft.type(),
                app.owned() ? RedirectUris.MAX_COUNT : RedirectUris.MAX_COUNT_UNOWNED,
                clients.privateUse(draft.type(), app.definedBy()));
    }

    List<FieldError> checkScopes(Case app) {
        AppDraft draft = app.draft();
        if (draft.scopes().isEmpty()) {
            return errors(AppField.SCOPES, AppFieldCode.SCOPE_REQUIRED);
        }
        boolean wildcards = draft.type() == AppType.MACHINE || app.definedBy() == DefinedBy.INTERNAL;
        return draft.scopes().stream()
                .distinct()
                .flatMap(scope -> checkScope(scope, wildcards).stream())
                .toList();
    }

    private List<FieldError> checkScope(String scope, boolean wildcards) {
        if (catalog.find(scope).isPresent()) {
            return List.of();
        }
        boolean wildcard =
                Scopes.isWildcard(scope) && catalog.all().stream().anyMatch(known -> isCoveredBy(known.name(), scope));
        if (!wildcard) {
            return errors(AppField.SCOPES, AppFieldCode.UNKNOWN_SCOPE, clean(scope));
        }
        return wildcards ? List.of() : errors(AppField.SCOPES, AppFieldCode.WILDCARD_NOT_ALLOWED);
    }

    private static boolean isCoveredBy(String name, String wildcard) {
        return name.startsWith(wildcard.substring(0, wildcard.length() - 1));
    }

    List<FieldError> checkContact(Case app) {
        String contact = app.draft().contactEmail().strip();
        return !AppTexts.isEmail(contact) && (app.owned() || !contact.isEmpty())
                ? errors(AppField.CONTACT_EMAIL, AppFieldCode.EMAIL_INVALID)
                : List.of();
    }

    /**
     * Judges a web address.
     *
     * @param field the field's name
     */
    static List<FieldError> checkLink(String field, String url) {
        if (url.isEmpty()) {
            return List.of();
        }
        if (!url.startsWith("https://")) {
            return List.of(FieldRefusal.of(field, AppFieldCode.URL_NOT_HTTPS, lowered(field)));
        }
        return isPlainUrl(url) ? List.of() : List.of(FieldRefusal.of(field, AppFieldCode.URL_INVALID, lowered(field)));
    }

    /** Returns the label of a field as it is written within a sentence. */
    private static String lowered(String field) {
        String label = FieldRefusal.text().of("field." + field);
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private static boolean isPlainUrl(String url) {
        try {
            URI uri = new URI(url);
            return url.length() <= MAX_URL && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    List<FieldError> checkExpiry(Case app) {
        Instant end = app.draft().expiresAt();
        Instant now = app.now();
        // An expired app may be edited and stay expired.
        boolean kept = Objects.equals(end, app.endBefore());
        return end == null || kept || (end.isAfter(now) && !end.isAfter(now.plus(MAX_LIFE)))
                ? List.of()
                : errors(AppField.EXPIRES_AT, AppFieldCode.EXPIRY_OUT_OF_RANGE);
    }

    List<FieldError> checkTestCompanies(Case app) {
        List<String> ids = app.draft().testCompanies();
        if (ids.size() > AppAccess.MAX_TEST_COMPANIES) {
            return errors(AppField.TEST_COMPANIES, AppFieldCode.TOO_MANY_TEST_COMPANIES, AppAccess.MAX_TEST_COMPANIES);
        }
        return IntStream.range(0, ids.size())
                .filter(i -> !COMPANY.matcher(ids.get(i)).matches())
                .mapToObj(i -> FieldRefusal.of(AppField.TEST_COMPANIES, AppFieldCode.TEST_COMPANY_INVALID, i + 1))
                .toList();
    }

    List<FieldError> checkIpRanges(Case app) {
        List<String> ranges = app.draft().ipAllowList();
        if (ranges.size() > MAX_IP_RANGES) {
            return errors(AppField.IP_ALLOW_LIST, AppFieldCode.TOO_MANY_IP_RANGES, MAX_IP_RANGES);
        }
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            int line = i + 1;
            checkIpRange(ranges.get(i))
                    .map(text -> FieldRefusal.of(AppField.IP_ALLOW_LIST, AppFieldCode.IP_RANGE_INVALID, line, text))
                    .ifPresent(errors::add);
        }
        return errors;
    }

    private static Optional<String> checkIpRange(String written) {
        Messages text = FieldRefusal.text();
        Optional<IpRange> range = IpRange.parse(written);
        if (range.isEmpty()) {
            return Optional.of(text.of("ip-range.malformed"));
        }
        if (range.get().isEverything()) {
            return Optional.of(text.of("ip-range.everything"));
        }
        return range.get().isNotedAs(written)
                ? Optional.empty()
                : Optional.of(text.of("ip-range.host-bits", written, range.get()));
    }

    private static List<FieldError> errors(AppField field, AppFieldCode code, Object... arguments) {
        return List.of(FieldRefusal.of(field, code, arguments));
    }

    private static String clean(String scope) {
        String clipped = scope.length() <= 64 ? scope : scope.substring(0, 64);
        return CONTROL.matcher(clipped).replaceAll("");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
