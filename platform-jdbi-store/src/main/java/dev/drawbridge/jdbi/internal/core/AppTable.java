package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.jdbi.internal.sql.Columns;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** An app as a row of {@code dp_app}: what writes its columns, and what reads them. */
final class AppTable {

    /** Takes what {@link #bind} binds. */
    static final String INSERT = """
            insert into dp_app
                (id, client_id, owner_id, defined_by, type, status, name, name_key, description, contact_email,
                website_url, logo_url, terms_url, privacy_url, redirect_uris, ip_allow_list, scopes, distribution,
                expires_at, refresh_tokens, auth_methods, jwks, jwks_uri, assertion_alg, dpop_bound, pushed_only, created_at, version)
            values
                (:id, :clientId, :owner, :definedBy, :type, :status, :name, :nameKey, :description, :contactEmail,
                :websiteUrl, :logoUrl, :termsUrl, :privacyUrl, :redirectUris, :ipAllowList, :scopes, :distribution,
                :expiresAt, :refreshTokens, :authMethods, :jwks, :jwksUri, :assertionAlg, :dpopBound, :pushedOnly, :createdAt, :version)""";

    /** Takes what {@link #bind} binds; changes nothing if another version is stored, or the app is revoked. */
    static final String UPDATE = """
            update dp_app set name = :name, name_key = :nameKey, description = :description,
                contact_email = :contactEmail, website_url = :websiteUrl, logo_url = :logoUrl, terms_url = :termsUrl,
                privacy_url = :privacyUrl, redirect_uris = :redirectUris, ip_allow_list = :ipAllowList,
                scopes = :scopes, distribution = :distribution, expires_at = :expiresAt,
                refresh_tokens = :refreshTokens,
                auth_methods = :authMethods, jwks = :jwks, jwks_uri = :jwksUri, assertion_alg = :assertionAlg,
                dpop_bound = :dpopBound, pushed_only = :pushedOnly, version = :version
            where id = :id and version = :version - 1 and status <> 'REVOKED'""";

    private AppTable() {}

    /** Binds all columns; a statement may use a part of them. */
    static Update bind(Update statement, App app) {
        statement.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        AppProfile profile = app.profile();
        AppAccess access = app.access();
        AppSecurity security = app.security();
        DeveloperId owner = app.owner();
        return statement
                .bind("id", app.id().value())
                .bind("clientId", app.clientId().value())
                .bind("owner", owner == null ? null : owner.value())
                .bind("definedBy", app.definedBy().name())
                .bind("type", app.type().name())
                .bind("status", app.status().name())
                .bind("name", profile.name())
                .bind("nameKey", profile.nameKey())
                .bind("description", profile.description())
                .bind("contactEmail", profile.contactEmail())
                .bind("websiteUrl", text(profile.websiteUrl()))
                .bind("logoUrl", text(profile.logoUrl()))
                .bind("termsUrl", text(profile.termsUrl()))
                .bind("privacyUrl", text(profile.privacyUrl()))
                .bind("redirectUris", Json.write(access.redirectUris()))
                .bind("ipAllowList", Json.write(access.ipAllowList()))
                .bind("scopes", access.scopes().toWire())
                .bind("distribution", access.distribution().name())
                .bind("expiresAt", access.expiresAt())
                .bind("refreshTokens", access.refreshTokens())
                .bind("authMethods", methods(security))
                .bind("jwks", security.jwks())
                .bind("jwksUri", text(security.jwksUri()))
                .bind("assertionAlg", security.signingAlgorithm())
                .bind("dpopBound", security.dpopBound())
                .bind("pushedOnly", security.pushedRequestsOnly())
                .bind("createdAt", app.createdAt())
                .bind("version", app.version());
    }

    static App read(ResultSet row) throws SQLException {
        @Nullable String owner = row.getString("owner_id");
        return new App(
                new AppId(row.getString("id")),
                new ClientId(row.getString("client_id")),
                owner == null ? null : new DeveloperId(owner),
                DefinedBy.valueOf(row.getString("defined_by")),
                AppType.valueOf(row.getString("type")),
                AppStatus.valueOf(row.getString("status")),
                profile(row),
                access(row),
                security(row),
                Columns.instant(row, "created_at"),
                row.getLong("version"));
    }

    private static AppProfile profile(ResultSet row) throws SQLException {
        return new AppProfile(
                row.getString("name"),
                row.getString("description"),
                row.getString("contact_email"),
                uri(row.getString("website_url")),
                uri(row.getString("logo_url")),
                uri(row.getString("terms_url")),
                uri(row.getString("privacy_url")));
    }

    private static AppAccess access(ResultSet row) throws SQLException {
        return new AppAccess(
                Json.readTexts(row.getString("redirect_uris")),
                Scopes.parse(row.getString("scopes")),
                Json.readTexts(row.getString("ip_allow_list")),
                Distribution.valueOf(row.getString("distribution")),
                Columns.instantOrNull(row, "expires_at"),
                row.getBoolean("refresh_tokens"));
    }

    private static AppSecurity security(ResultSet row) throws SQLException {
        Set<ClientAuthenticationMethod> methods = EnumSet.noneOf(ClientAuthenticationMethod.class);
        for (String name : row.getString("auth_methods").split(" ")) {
            methods.add(ClientAuthenticationMethod.valueOf(name));
        }
        return new AppSecurity(
                methods,
                row.getString("jwks"),
                uri(row.getString("jwks_uri")),
                row.getString("assertion_alg"),
                row.getBoolean("dpop_bound"),
                row.getBoolean("pushed_only"));
    }

    private static String methods(AppSecurity security) {
        return security.methods().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }
}
