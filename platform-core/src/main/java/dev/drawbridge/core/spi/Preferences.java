package dev.drawbridge.core.spi;

/**
 * How a developer wants to read the portal and its mails.
 *
 * @param locale a BCP 47 language tag of at most 35 characters, for example {@code de-AT}; empty to follow the platform's default
 * @param theme the colours of pages
 */
public record Preferences(String locale, Theme theme) {

    /** What an account begins with: the platform's language and the colours of the developer's system. */
    public static final Preferences DEFAULT = new Preferences("", Theme.SYSTEM);

    /** The colours of pages. */
    public enum Theme {
        /** As the developer's system has it. */
        SYSTEM,
        /** Dark on light. */
        LIGHT,
        /** Light on dark. */
        DARK
    }
}
