package dev.drawbridge.core.model;

/** The one rule for ids: short, printable, no spaces, so that they are safe in headers, logs and SQL. */
final class IdRules {

    private IdRules() {}

    static void check(String type, String value, int maxLength) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(type + " must not be empty");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    type + " has " + value.length() + " characters, the limit is " + maxLength);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(type + " has a character that is not printable ASCII at " + i);
            }
        }
    }
}
