package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;

/** The columns that several tables of the authorization server have, and their types. */
final class OAuthColumns {

    static final ColumnType<FamilyId> FAMILY = TEXT.as(FamilyId::new, FamilyId::value);
    static final ColumnType<JwkThumbprint> THUMBPRINT = TEXT.as(JwkThumbprint::new, JwkThumbprint::value);
    static final ColumnType<Resources> RESOURCES = TEXT.as(Resources::parse, Resources::toWire);

    private OAuthColumns() {}

    /** What the redemption of a code must match. */
    static CodeBinding binding(Row<CodeBinding> row) {
        return new CodeBinding(
                row.column("redirect_uri", TEXT, CodeBinding::redirectUri),
                row.column("redirect_uri_sent", BOOLEAN, CodeBinding::redirectUriSent),
                row.column("code_challenge", TEXT, CodeBinding::codeChallenge),
                row.nullable("dpop_jkt", THUMBPRINT, CodeBinding::key));
    }
}
