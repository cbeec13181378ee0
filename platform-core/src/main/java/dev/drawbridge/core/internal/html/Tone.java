package dev.drawbridge.core.internal.html;

import java.util.Locale;

/** What a badge or alert means; always said in words as well, colour alone tells nothing. */
public enum Tone {
    /** Nothing special. */
    NEUTRAL,
    /** Good to know. */
    INFO,
    /** Works, done. */
    GOOD,
    /** Needs attention soon. */
    WARN,
    /** Wrong, ended. */
    BAD;

    String cssClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
