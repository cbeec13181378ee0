package dev.drawbridge.core.internal.html;

/**
 * One choice of a field.
 *
 * @param value what is sent
 * @param label what is read
 * @param description a second line, possibly empty
 */
public record Option(String value, String label, String description) {

    /**
     * Makes a choice without second line.
     *
     * @param value what is sent
     * @param label what is read
     * @return the choice
     */
    public static Option of(String value, String label) {
        return new Option(value, label, "");
    }
}
