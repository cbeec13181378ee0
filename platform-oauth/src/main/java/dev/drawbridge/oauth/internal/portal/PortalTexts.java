package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;

/** The messages of this package, for readers of forms and JSON, which have no page. Thread-safe. */
final class PortalTexts {

    private static final Messages TEXT = Templates.of(PortalTexts.class).text();

    private PortalTexts() {}

    static Messages text() {
        return TEXT;
    }
}
