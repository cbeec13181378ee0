package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalResponse;

/** The page for a form that was sent before: nothing is done again, and nothing secret is shown again. Thread-safe. */
final class SentBeforePage {

    private final Templates templates = Templates.of(SentBeforePage.class);

    /**
     * The model of {@code sentBefore.jte}.
     *
     * @param back the path that leaves the page
     */
    record Model(String back) {}

    PortalResponse show(String back) {
        return PortalResponse.page(
                templates.text().of("sent-before.title"), templates.render("sentBefore", new Model(back)));
    }
}
