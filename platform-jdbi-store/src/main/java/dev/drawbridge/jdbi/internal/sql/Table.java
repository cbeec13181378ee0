package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.jdbi.internal.sql.WrittenRow.Value;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are records. What is inserted, updated and read follows from one list of its columns, see {@link Row};
 * the parameters of statements have the names of the columns. Thread-safe.
 *
 * @param <T> the record
 */
public final class Table<T> implements RowMapper<T> {

    private final String name;
    private final Function<Row<T>, T> columns;

    /** Made of the first row that is written: all rows have the same columns. */
    private volatile @Nullable Texts texts;

    /**
     * Makes a table.
     *
     * @param name in the schema
     * @param columns lists the columns
     */
    public Table(String name, Function<Row<T>, T> columns) {
        this.name = name;
        this.columns = columns;
    }

    /** Reads a row that has all columns of the table; it may have more. */
    @Override
    public T map(ResultSet row, StatementContext context) {
        return columns.apply(new ReadRow<>(row, context));
    }

    /** Finds the row of a query that has one at most. */
    public Optional<T> find(JdbiTransactions transactions, String query, UnaryOperator<Query> bindings) {
        return transactions.withHandle(
                handle -> bindings.apply(handle.createQuery(query)).map(this).findOne());
    }

    /** Lists the rows of a query. */
    public List<T> list(JdbiTransactions transactions, String query, UnaryOperator<Query> bindings) {
        return transactions.withHandle(
                handle -> bindings.apply(handle.createQuery(query)).map(this).list());
    }

    /** Inserts a row. */
    public void insert(Handle handle, T record) {
        List<Value> values = values(record);
        bind(handle.createUpdate(texts(values).insert()), values).execute();
    }

    /**
     * Inserts a row unless one of the same key exists.
     *
     * @return true if it was inserted
     */
    public boolean insertIfAbsent(Handle handle, Dialect dialect, T record) {
        List<Value> values = values(record);
        return dialect.insertIfAbsent(handle, texts(values).insert(), update -> bind(update, values));
    }

    /** Inserts rows, at least one, with one statement. */
    public void insertAll(Handle handle, List<T> records) {
        PreparedBatch batch = handle.prepareBatch(texts(values(records.get(0))).insert());
        records.forEach(record -> bind(batch, values(record)).add());
        batch.execute();
    }

    /**
     * Makes the statement that updates all columns that are not fixed.
     *
     * @param condition which row; it may use the columns' parameters and others, which the caller binds
     * @return the statement, not yet executed
     */
    public Update update(Handle handle, T record, String condition) {
        List<Value> values = values(record);
        Update update = handle.createUpdate(texts(values).update() + condition);
        // The fixed columns are there for the condition.
        update.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return bind(update, values);
    }

    private Texts texts(List<Value> values) {
        Texts made = texts;
        if (made == null) {
            made = Texts.of(name, values);
            texts = made;
        }
        return made;
    }

    private List<Value> values(T record) {
        List<Value> values = new ArrayList<>();
        T unused = columns.apply(new WrittenRow<>(record, values, false));
        return values;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, List<Value> values) {
        values.forEach(value -> statement.bindByType(value.column(), value.bound(), value.type()));
        return statement;
    }

    /**
     * What statements on all columns say.
     *
     * @param insert a whole statement
     * @param update a statement up to its condition
     */
    private record Texts(String insert, String update) {

        static Texts of(String table, List<Value> values) {
            String names = values.stream().map(Value::column).collect(Collectors.joining(", "));
            String parameters = values.stream().map(Value::parameter).collect(Collectors.joining(", "));
            String changes = values.stream()
                    .filter(value -> !value.fixed())
                    .map(value -> value.column() + " = " + value.parameter())
                    .collect(Collectors.joining(", "));
            return new Texts(
                    "insert into " + table + " (" + names + ") values (" + parameters + ")",
                    "update " + table + " set " + changes + " where ");
        }
    }
}
