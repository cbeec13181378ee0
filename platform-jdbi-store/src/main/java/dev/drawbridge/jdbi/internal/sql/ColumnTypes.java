package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.net.URI;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;

/** The types of columns that several tables have. */
public final class ColumnTypes {

    public static final ColumnType<String> TEXT = new ColumnType<>(String.class, ResultSet::getString, text -> text);

    public static final ColumnType<Integer> INTEGER = new ColumnType<>(
            Integer.class,
            (row, column) -> {
                int value = row.getInt(column);
                return row.wasNull() ? null : value;
            },
            value -> value);

    public static final ColumnType<Long> LONG = new ColumnType<>(
            Long.class,
            (row, column) -> {
                long value = row.getLong(column);
                return row.wasNull() ? null : value;
            },
            value -> value);

    public static final ColumnType<Boolean> BOOLEAN = new ColumnType<>(
            Boolean.class,
            (row, column) -> {
                boolean value = row.getBoolean(column);
                return row.wasNull() ? null : value;
            },
            value -> value);

    public static final ColumnType<Instant> INSTANT =
            new ColumnType<>(Instant.class, Columns::instantOrNull, instant -> instant);

    /** A JSON array. */
    public static final ColumnType<List<String>> TEXTS = TEXT.as(Json::readTexts, Json::write);

    public static final ColumnType<URI> ADDRESS = TEXT.as(URI::create, URI::toString);
    public static final ColumnType<Scopes> SCOPES = TEXT.as(Scopes::parse, Scopes::toWire);
    public static final ColumnType<TokenHash> HASH = TEXT.as(TokenHash::new, TokenHash::value);
    public static final ColumnType<AppId> APP = TEXT.as(AppId::new, AppId::value);
    public static final ColumnType<ClientId> CLIENT = TEXT.as(ClientId::new, ClientId::value);
    public static final ColumnType<CompanyId> COMPANY = TEXT.as(CompanyId::new, CompanyId::value);

    /** A JSON array. */
    public static final ColumnType<List<CompanyId>> COMPANIES = TEXTS.as(
            ids -> ids.stream().map(CompanyId::new).toList(),
            companies -> companies.stream().map(CompanyId::value).toList());

    public static final ColumnType<DeveloperId> DEVELOPER = TEXT.as(DeveloperId::new, DeveloperId::value);
    public static final ColumnType<EndpointId> ENDPOINT = TEXT.as(EndpointId::new, EndpointId::value);
    public static final ColumnType<GrantId> GRANT = TEXT.as(GrantId::new, GrantId::value);
    public static final ColumnType<UserId> USER = TEXT.as(UserId::new, UserId::value);

    private ColumnTypes() {}
}
