package dev.drawbridge.ratelimit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses a List of RFC 9651 §4.2.1 whose members are Strings with parameters, the only kind that the limiter sends. Whatever
 * the RFC does not allow there is an error.
 */
final class StructuredList {

    /**
     * A member.
     *
     * @param name the String
     * @param parameters Integers and Strings
     */
    record Item(String name, Map<String, Object> parameters) {}

    private final String text;
    private int at;

    private StructuredList(String text) {
        this.text = text;
    }

    static List<Item> parse(String field) {
        return new StructuredList(field.strip()).list();
    }

    private List<Item> list() {
        List<Item> items = new ArrayList<>();
        while (!atEnd()) {
            items.add(new Item(string(), parameters()));
            skip(" \t");
            if (atEnd()) {
                return items;
            }
            expect(',');
            skip(" \t");
            require(!atEnd(), "a comma at the end");
        }
        return items;
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        while (!atEnd() && text.charAt(at) == ';') {
            at++;
            skip(" ");
            String key = key();
            expect('=');
            parameters.put(key, text.charAt(at) == '"' ? string() : integer());
        }
        return parameters;
    }

    private String key() {
        int start = at;
        require(!atEnd() && (Character.isLowerCase(text.charAt(at)) || text.charAt(at) == '*'), "no key");
        while (!atEnd() && "abcdefghijklmnopqrstuvwxyz0123456789_-.*".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private long integer() {
        int start = at;
        if (!atEnd() && text.charAt(at) == '-') {
            at++;
        }
        int digits = at;
        while (!atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        require(at - digits >= 1 && at - digits <= 15, "an Integer has 1 to 15 digits");
        return Long.parseLong(text.substring(start, at));
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        expect('"');
        while (true) {
            require(!atEnd(), "a String without end");
            char next = text.charAt(at);
            at++;
            if (next == '"') {
                return value.toString();
            }
            if (next == '\\') {
                require(!atEnd() && "\"\\".indexOf(text.charAt(at)) >= 0, "an unknown escape");
                next = text.charAt(at);
                at++;
            }
            require(next >= ' ' && next <= '~', "a character that a String cannot have");
            value.append(next);
        }
    }

    private void expect(char expected) {
        require(!atEnd() && text.charAt(at) == expected, "no " + expected);
        at++;
    }

    private void skip(String skipped) {
        while (!atEnd() && skipped.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem + " at " + at + " of " + text);
        }
    }
}
