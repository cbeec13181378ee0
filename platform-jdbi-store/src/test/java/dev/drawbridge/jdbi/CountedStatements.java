package dev.drawbridge.jdbi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Remembers the statements that were prepared on the connections of a data source. Thread-safe. */
final class CountedStatements {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    /** Returns a data source whose statements are counted from now on. */
    DataSource of(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                (argument, result) -> result instanceof Connection connection ? counted(connection) : result);
    }

    List<String> list() {
        return List.copyOf(statements);
    }

    void clear() {
        statements.clear();
    }

    private Connection counted(Connection real) {
        return proxy(Connection.class, real, (statement, result) -> {
            if (result instanceof PreparedStatement) {
                statements.add(statement);
            }
            return result;
        });
    }

    private interface Seen {
        Object result(String firstArgument, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Seen seen) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        String first = arguments == null
                                ? ""
                                : String.valueOf(Arrays.asList(arguments).get(0));
                        return seen.result(first, result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
