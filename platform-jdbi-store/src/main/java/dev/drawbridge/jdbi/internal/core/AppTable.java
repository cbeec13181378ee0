package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ADDRESS;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.CLIENT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANIES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.DEVELOPER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXTS;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of {@code dp_app}, except {@code revoked_at}, which only the purge reads. */
final class AppTable {

    /** Constants, separated by spaces. */
    private static final ColumnType<Set<ClientAuthenticationMethod>> METHODS =
            TEXT.as(AppTable::methods, AppTable::names);

    static final Table<App> APPS = new Table<>("dp_app", AppTable::columns);

    private AppTable() {}

    private static App columns(Row<App> row) {
        Row<App> fixed = row.fixed();
        return new App(
                fixed.column("id", APP, App::id),
                fixed.column("client_id", CLIENT, App::clientId),
                fixed.nullable("owner_id", DEVELOPER, App::owner),
                fixed.column("defined_by", ColumnType.names(DefinedBy.class), App::definedBy),
                fixed.column("type", ColumnType.names(AppType.class), App::type),
                fixed.column("status", ColumnType.names(AppStatus.class), App::status),
                row.part(App::profile, AppTable::profile),
                row.part(App::access, AppTable::access),
                row.part(App::security, AppTable::security),
                row.column("review", ColumnType.names(ReviewState.class), App::review),
                fixed.nullable("logo", TEXT, App::logo),
                fixed.column("created_at", INSTANT, App::createdAt),
                row.column("version", LONG, App::version));
    }

    private static AppProfile profile(Row<AppProfile> row) {
        row.derived("name_key", TEXT, AppProfile::nameKey);
        return new AppProfile(
                row.column("name", TEXT, AppProfile::name),
                row.column("description", TEXT, AppProfile::description),
                row.column("contact_email", TEXT, AppProfile::contactEmail),
                row.nullable("website_url", ADDRESS, AppProfile::websiteUrl),
                row.nullable("logo_url", ADDRESS, AppProfile::logoUrl),
                row.nullable("terms_url", ADDRESS, AppProfile::termsUrl),
                row.nullable("privacy_url", ADDRESS, AppProfile::privacyUrl));
    }

    private static AppAccess access(Row<AppAccess> row) {
        return new AppAccess(
                row.column("redirect_uris", TEXTS, AppAccess::redirectUris),
                row.column("scopes", SCOPES, AppAccess::scopes),
                row.column("ip_allow_list", TEXTS, AppAccess::ipAllowList),
                row.column("distribution", ColumnType.names(Distribution.class), AppAccess::distribution),
                row.column("test_companies", COMPANIES, AppAccess::testCompanies),
                row.nullable("expires_at", INSTANT, AppAccess::expiresAt),
                row.column("refresh_tokens", BOOLEAN, AppAccess::refreshTokens));
    }

    private static AppSecurity security(Row<AppSecurity> row) {
        return new AppSecurity(
                row.column("auth_methods", METHODS, AppSecurity::methods),
                row.nullable("jwks", TEXT, AppSecurity::jwks),
                row.nullable("jwks_uri", ADDRESS, AppSecurity::jwksUri),
                row.nullable("assertion_alg", TEXT, AppSecurity::signingAlgorithm),
                row.column("dpop_bound", BOOLEAN, AppSecurity::dpopBound),
                row.column("pushed_only", BOOLEAN, AppSecurity::pushedRequestsOnly));
    }

    private static Set<ClientAuthenticationMethod> methods(String names) {
        return Arrays.stream(names.split(" "))
                .map(ClientAuthenticationMethod::valueOf)
                .collect(Collectors.toSet());
    }

    private static String names(Set<ClientAuthenticationMethod> methods) {
        return methods.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }
}
