package dev.drawbridge.jdbi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2, until it begins to refuse every statement with a message that quotes all of its values, as drivers do. */
final class TalkativeDatabase {

    private final DataSource h2 = JdbcConnectionPool.create("jdbc:h2:mem:talkative;DB_CLOSE_DELAY=-1", "sa", "");
    private boolean failing;
    private int refused;

    DataSource dataSource() {
        return (DataSource) around(DataSource.class, h2, new ArrayList<>());
    }

    void startFailing() {
        failing = true;
    }

    int refused() {
        return refused;
    }

    private Object around(Class<?> type, Object target, List<Object> values) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments, values));
    }

    private Object call(Object target, Method method, Object[] arguments, List<Object> values) throws Throwable {
        if (failing && target instanceof PreparedStatement) {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                values.add(arguments[1]);
            }
            if (method.getName().startsWith("execute")) {
                refused++;
                throw new SQLException("ERROR: failing row contains " + values, "23514");
            }
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        List<Class<?>> wrapped = Arrays.asList(PreparedStatement.class, Connection.class);
        for (Class<?> type : wrapped) {
            if (type.isInstance(result)) {
                return around(type, result, new ArrayList<>());
            }
        }
        return result;
    }
}
