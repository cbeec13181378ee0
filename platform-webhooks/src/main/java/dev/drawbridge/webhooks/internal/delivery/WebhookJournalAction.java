package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about webhook endpoints. */
public enum WebhookJournalAction implements JournalAction {
    CREATED("webhook.created"),
    UPDATED("webhook.updated"),
    PAUSED("webhook.paused"),
    RESUMED("webhook.resumed"),
    DELETED("webhook.deleted"),
    SECRET_ROTATED("webhook.secret_rotated"),
    TESTED("webhook.tested"),
    REDELIVERED("webhook.redelivered"),
    DISABLED("webhook.disabled");

    private final String wireName;

    WebhookJournalAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
