package dev.drawbridge.jdbi.internal.limit;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import java.util.Optional;

/** Types of columns that the tables of this room share. */
final class LimitColumns {

    /** Never null, so that it can be part of a key. */
    static final ColumnType<Optional<AppId>> APP_OR_ALL = TEXT.as(LimitColumns::app, LimitColumns::text);

    private LimitColumns() {}

    static String text(Optional<AppId> app) {
        return app.map(AppId::value).orElse("");
    }

    private static Optional<AppId> app(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new AppId(text));
    }
}
