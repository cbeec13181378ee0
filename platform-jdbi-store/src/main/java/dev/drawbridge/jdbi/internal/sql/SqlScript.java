package dev.drawbridge.jdbi.internal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a file of SQL into statements at semicolons outside of quotes, dollar quotes and comments. Comments
 * are left out.
 */
public final class SqlScript {

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int at;

    private SqlScript(String text) {
        this.text = text;
    }

    public static List<String> split(String text) {
        SqlScript script = new SqlScript(text);
        script.run();
        return List.copyOf(script.statements);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                skipTo("\n", 0);
            } else if (text.startsWith("/*", at)) {
                skipTo("*/", 2);
                statement.append(' ');
            } else if (c == '\'' || c == '"') {
                // A doubled quote inside is two quoted texts side by side, which is fine for splitting.
                copyThrough(String.valueOf(c), 1);
            } else if (c == '$' && dollarTag() > 0) {
                int length = dollarTag();
                copyThrough(text.substring(at, at + length), length);
            } else if (c == ';') {
                end();
                at++;
            } else {
                statement.append(c);
                at++;
            }
        }
        end();
    }

    /** The length of {@code $$} or {@code $tag$} here, or 0. */
    private int dollarTag() {
        int end = at + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '$' ? end + 1 - at : 0;
    }

    private void skipTo(String mark, int past) {
        int found = text.indexOf(mark, at);
        at = found < 0 ? text.length() : found + past;
    }

    private void copyThrough(String mark, int opening) {
        int found = text.indexOf(mark, at + opening);
        if (found < 0) {
            throw new IllegalArgumentException("A quote is not closed: " + mark);
        }
        int end = found + mark.length();
        statement.append(text, at, end);
        at = end;
    }

    private void end() {
        String complete = statement.toString().strip();
        if (!complete.isEmpty()) {
            statements.add(complete);
        }
        statement.setLength(0);
    }
}
