package dev.drawbridge.jdbi.internal.sql;

import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of one Java type are kept in a column. Immutable.
 *
 * @param bound the type that the database driver is given
 * @param reader reads a column
 * @param writer makes what the database driver is given
 * @param <V> the Java type
 */
public record ColumnType<V>(Type bound, Reader<V> reader, Function<V, Object> writer) {

    /**
     * Reads one column of a row.
     *
     * @param <V> the Java type
     */
    @FunctionalInterface
    public interface Reader<V> {

        /** Returns the value, or null if the column has none. */
        @Nullable
        V read(ResultSet row, String column) throws SQLException;
    }

    /** Returns a type that is kept as this one. */
    public <W> ColumnType<W> as(Function<V, W> make, Function<W, V> content) {
        return new ColumnType<>(
                bound,
                (row, column) -> {
                    V value = reader.read(row, column);
                    return value == null ? null : make.apply(value);
                },
                value -> writer.apply(content.apply(value)));
    }

    /** Returns constants, kept by their names. */
    public static <E extends Enum<E>> ColumnType<E> names(Class<E> type) {
        return ColumnTypes.TEXT.as(name -> Enum.valueOf(type, name), Enum::name);
    }
}
