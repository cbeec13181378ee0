package dev.drawbridge.jdbi.internal.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/**
 * The conditions of a statement that lists what matches filters: only those that were asked for are part of it, so that each
 * list is read by its index. Not thread-safe.
 */
public final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds a condition that has no parameter, or parameters that {@link #with} binds.
     *
     * @param condition constant SQL
     * @return this
     */
    public Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Adds a condition with one parameter.
     *
     * @param condition constant SQL
     * @param parameter its parameter's name
     * @param value what is bound
     * @return this
     */
    public Where and(String condition, String parameter, Object value) {
        return and(condition).with(parameter, value);
    }

    /**
     * Binds a parameter.
     *
     * @param parameter its name
     * @param value what is bound
     * @return this
     */
    public Where with(String parameter, Object value) {
        values.put(parameter, value);
        return this;
    }

    /**
     * Returns a pattern for {@code like ... escape '!'} that finds a text anywhere, in lower case.
     *
     * @param text what is looked for, taken literally
     * @return the pattern
     */
    public static String anywhere(String text) {
        String literal = text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
        return "%" + literal + "%";
    }

    /**
     * Puts the conditions behind a statement.
     *
     * @param select what comes before them
     * @param rest what comes after them
     * @return the whole statement
     */
    public String statement(String select, String rest) {
        return select + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)) + rest;
    }

    /**
     * Binds every value.
     *
     * @param query the statement
     * @return the same
     */
    public Query bind(Query query) {
        values.forEach(query::bind);
        return query;
    }
}
