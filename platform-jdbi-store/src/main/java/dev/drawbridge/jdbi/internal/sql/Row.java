package dev.drawbridge.jdbi.internal.sql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table}, while it is read or written. A record's columns are listed once, as the arguments of its
 * constructor:
 *
 * <pre>{@code
 * static Session columns(Row<Session> row) {
 *     return new Session(
 *             row.column("id", TEXT, Session::id),
 *             row.column("seen_at", INSTANT, Session::seenAt));
 * }
 * }</pre>
 *
 * <p>When a row is read, each call returns the column's value, so the result is the record. When one is written, each call
 * takes the value from the record that is written, notes it for the statement and returns it, so the result is a copy of
 * that record, and nobody uses it.
 *
 * @param <T> the record
 */
public interface Row<T> {

    /**
     * One column with a value in every row.
     *
     * @param name the column's
     * @param type how its values are kept
     * @param field takes the value from the record
     * @return the value
     */
    <V> V column(String name, ColumnType<V> type, Function<T, V> field);

    /**
     * One column that may be empty.
     *
     * @param name the column's
     * @param type how its values are kept
     * @param field takes the value, or null, from the record
     * @return the value, or null
     */
    <V> @Nullable V nullable(String name, ColumnType<V> type, Function<T, @Nullable V> field);

    /**
     * One column that follows from others: conditions and keys of the database need it, but nobody reads it.
     *
     * @param name the column's
     * @param type how its values are kept
     * @param value makes the value from the record
     */
    <V> void derived(String name, ColumnType<V> type, Function<T, V> value);

    /**
     * The columns of a record inside the record.
     *
     * @param field takes the inner record from the outer one
     * @param columns lists its columns
     * @return the inner record
     */
    <P> P part(Function<T, P> field, Function<Row<P>, P> columns);

    /**
     * This row for columns that keep their first value: {@link Table#update} leaves them out.
     *
     * @return the same row
     */
    Row<T> fixed();
}
