package dev.drawbridge.core.spi.site;

import dev.drawbridge.core.html.Html;
import java.util.Optional;

/**
 * Replaces parts of pages: a host's own landing page, a frame with the host's header. Implementations are thread-safe.
 *
 * <p>Every page and component is rendered by a template with a name: its package below {@code internal} and its file, for
 * example {@code portal/landing}, {@code portal/dashboard}, {@code html/frame} or {@code consent/consent}. A host that
 * replaces {@code html/frame} replaces what surrounds every page; the headers of the response stay.
 *
 * <p>Names and values may change with a version of the library: they are not promised as the types of this package are.
 */
@FunctionalInterface
public interface PageTemplates {

    /** Nothing is replaced. */
    PageTemplates NONE = (name, view) -> Optional.empty();

    /**
     * Renders a template of the host instead of the library's. If it throws, the library's is rendered and the exception is
     * logged.
     *
     * @param name the template's
     * @param view what the library's template would print
     * @return the host's markup, or empty to keep the library's
     */
    Optional<Html> render(String name, View view);
}
