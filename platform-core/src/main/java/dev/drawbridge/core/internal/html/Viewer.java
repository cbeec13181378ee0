package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.spi.site.PageTemplates;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who sees what is being rendered, and how it looks: their language and colours, and the host's templates. Immutable.
 *
 * <p>It is bound to the thread while a request is handled or a mail is written, so that a page does not have to hand it
 * through every component. Nothing else may be kept this way: it changes what a page looks like, never what it does.
 *
 * @param locale of words, numbers and dates; one of those that the host offers
 * @param theme {@code light}, {@code dark}, or empty for what the browser prefers
 * @param templates what the host replaces
 */
public record Viewer(Locale locale, String theme, PageTemplates templates) {

    /** Nobody in particular: English, the colours that the browser prefers, nothing replaced. */
    public static final Viewer DEFAULT = new Viewer(Locale.ENGLISH, "", PageTemplates.NONE);

    private static final ThreadLocal<Viewer> CURRENT = new ThreadLocal<>();

    /** Returns who sees what this thread renders. */
    public static Viewer current() {
        Viewer bound = CURRENT.get();
        return bound == null ? DEFAULT : bound;
    }

    /** Renders for this viewer, whoever was bound before. */
    public <T> T seeing(Supplier<T> rendering) {
        Viewer before = CURRENT.get();
        CURRENT.set(this);
        try {
            return rendering.get();
        } finally {
            restore(before);
        }
    }

    /** Returns a copy for another language. */
    public Viewer in(Locale other) {
        return new Viewer(other, theme, templates);
    }

    /** Returns a copy with other colours; empty keeps those of the browser. */
    public Viewer colours(String other) {
        return other.isEmpty() ? this : new Viewer(locale, other, templates);
    }

    private static void restore(@Nullable Viewer before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
