package dev.drawbridge.webhooks.internal.portal;

/** JSON with a line for each member and element, for people. What is sent stays as it is. Not thread-safe. */
final class PrettyJson {

    private static final String INDENT = "  ";

    private final String json;
    private final StringBuilder pretty;
    private int at;
    private int depth;

    private PrettyJson(String json) {
        this.json = json;
        this.pretty = new StringBuilder(json.length() * 2);
    }

    /** Breaks lines outside of strings; text that is no JSON comes back with other white space at worst. */
    static String of(String json) {
        return new PrettyJson(json).read();
    }

    private String read() {
        while (at < json.length()) {
            char c = json.charAt(at++);
            switch (c) {
                case '"' -> text();
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',' -> line(",");
                case ':' -> pretty.append(": ");
                default -> pretty.append(Character.isWhitespace(c) ? "" : String.valueOf(c));
            }
        }
        return pretty.toString();
    }

    /** Copies a string up to its closing quotation mark. */
    private void text() {
        pretty.append('"');
        while (at < json.length()) {
            char c = json.charAt(at++);
            pretty.append(c);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < json.length()) {
                pretty.append(json.charAt(at++));
            }
        }
    }

    private void open(char bracket) {
        if (at < json.length() && "}]".indexOf(json.charAt(at)) >= 0) {
            pretty.append(bracket).append(json.charAt(at++));
            return;
        }
        depth++;
        line(String.valueOf(bracket));
    }

    private void close(char bracket) {
        depth = Math.max(0, depth - 1);
        line("");
        pretty.append(bracket);
    }

    private void line(String end) {
        pretty.append(end).append('\n').append(INDENT.repeat(depth));
    }
}
