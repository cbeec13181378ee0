package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.site.PageTemplates;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Set;

/** Finds out who sees a page, among the languages that the host offers. Immutable and thread-safe. */
public final class Viewers {

    /** The cookie that keeps the colours that somebody chose; the script reads and writes it too. */
    public static final String THEME = "dp_theme";

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final int LONGEST_HEADER = 200;

    private final List<Locale> languages;
    private final PageTemplates templates;

    /**
     * Makes the finder.
     *
     * @param languages what the host offers, the usual one first
     * @param templates what the host replaces
     */
    public Viewers(List<Locale> languages, PageTemplates templates) {
        this.languages = List.copyOf(languages);
        this.templates = templates;
    }

    /** Returns who sends a request: the language that the browser prefers, the colours that were chosen in it. */
    public Viewer of(Request request) {
        String theme = request.cookie(THEME).filter(THEMES::contains).orElse("");
        return new Viewer(accepted(request), theme, templates);
    }

    /**
     * Returns somebody who chose a language, for pages of their account and mails to them.
     *
     * @param chosen a language tag, possibly empty or no longer offered
     * @param otherwise who it is if nothing offered was chosen
     * @return the viewer
     */
    public Viewer of(String chosen, Viewer otherwise) {
        Locale locale = Locale.forLanguageTag(chosen);
        return languages.contains(locale) ? otherwise.in(locale) : otherwise;
    }

    /** {@return a viewer about which nothing is known: the usual language} */
    public Viewer usual() {
        return new Viewer(languages.get(0), "", templates);
    }

    /** {@return what the host offers, the usual one first} */
    public List<Locale> languages() {
        return languages;
    }

    private Locale accepted(Request request) {
        String header = request.header("Accept-Language").orElse("");
        if (languages.size() == 1 || header.isEmpty() || header.length() > LONGEST_HEADER) {
            return languages.get(0);
        }
        try {
            Locale found = Locale.lookup(LanguageRange.parse(header), languages);
            return found == null ? languages.get(0) : found;
        } catch (IllegalArgumentException e) {
            return languages.get(0);
        }
    }
}
