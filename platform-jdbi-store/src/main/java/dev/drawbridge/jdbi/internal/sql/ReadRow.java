package dev.drawbridge.jdbi.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.result.ResultSetException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row that a query found. */
record ReadRow<T>(ResultSet row, StatementContext context) implements Row<T> {

    @Override
    public <V> V column(String name, ColumnType<V> type, Function<T, V> field) {
        V value = read(name, type);
        if (value == null) {
            throw new IllegalStateException("Column " + name + " is empty");
        }
        return value;
    }

    @Override
    public <V> @Nullable V nullable(String name, ColumnType<V> type, Function<T, @Nullable V> field) {
        return read(name, type);
    }

    @Override
    public <V> void derived(String name, ColumnType<V> type, Function<T, V> value) {
        // Not part of the record.
    }

    @Override
    public <P> P part(Function<T, P> field, Function<Row<P>, P> columns) {
        return columns.apply(new ReadRow<>(row, context));
    }

    @Override
    public Row<T> fixed() {
        return this;
    }

    private <V> @Nullable V read(String name, ColumnType<V> type) {
        try {
            return type.reader().read(row, name);
        } catch (SQLException e) {
            throw new ResultSetException("Column " + name + " cannot be read", e, context);
        }
    }
}
