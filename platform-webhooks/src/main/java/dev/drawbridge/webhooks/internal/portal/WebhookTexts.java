package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;

/** The messages of this package, for readers of forms and JSON, which have no page. Thread-safe. */
final class WebhookTexts {

    private static final Messages TEXT = Templates.of(WebhookTexts.class).text();

    private WebhookTexts() {}

    static Messages text() {
        return TEXT;
    }
}
