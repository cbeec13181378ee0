package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads columns of a row whose types JDBC alone does not give. */
public final class Columns {

    private Columns() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads what the redemption of a code must match, which is the same in interactions and codes. */
    public static CodeBinding binding(ResultSet row) throws SQLException {
        @Nullable String key = row.getString("dpop_jkt");
        return new CodeBinding(
                row.getString("redirect_uri"),
                row.getBoolean("redirect_uri_sent"),
                row.getString("code_challenge"),
                key == null ? null : new JwkThumbprint(key));
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
