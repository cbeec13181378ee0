package dev.drawbridge.jdbi.internal.sql;

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row that a statement writes; it notes the values of its columns in their order. */
record WrittenRow<T>(T source, List<Value> values, boolean isFixed) implements Row<T> {

    /** What a statement writes into a column, and whether it stays for good. */
    record Value(String column, Type type, @Nullable Object bound, boolean fixed) {

        String parameter() {
            return ":" + column;
        }
    }

    @Override
    public <V> V column(String name, ColumnType<V> type, Function<T, V> field) {
        V value = field.apply(source);
        note(name, type, value);
        return value;
    }

    @Override
    public <V> @Nullable V nullable(String name, ColumnType<V> type, Function<T, @Nullable V> field) {
        V value = field.apply(source);
        note(name, type, value);
        return value;
    }

    @Override
    public <V> void derived(String name, ColumnType<V> type, Function<T, V> value) {
        note(name, type, value.apply(source));
    }

    @Override
    public <P> P part(Function<T, P> field, Function<Row<P>, P> columns) {
        return columns.apply(new WrittenRow<>(field.apply(source), values, isFixed));
    }

    @Override
    public Row<T> fixed() {
        return new WrittenRow<>(source, values, true);
    }

    private <V> void note(String name, ColumnType<V> type, @Nullable V value) {
        values.add(new Value(
                name, type.bound(), value == null ? null : type.writer().apply(value), isFixed));
    }
}
