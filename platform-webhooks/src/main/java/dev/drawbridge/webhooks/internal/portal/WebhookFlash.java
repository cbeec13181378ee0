package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.spi.FlashMessage;
import java.util.Locale;

/** What pages say after actions of this tab. */
enum WebhookFlash implements FlashMessage {
    ENDPOINT_SAVED,
    ENDPOINT_ENABLED,
    ENDPOINT_DISABLED,
    ENDPOINT_DELETED,
    TEST_QUEUED,
    REDELIVERY_QUEUED;

    @Override
    public String code() {
        return "webhook-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String sentence(String subject) {
        return WebhookTexts.text().of("flash." + name(), subject);
    }
}
