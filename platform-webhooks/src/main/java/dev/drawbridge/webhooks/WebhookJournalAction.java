package dev.drawbridge.webhooks;

import dev.drawbridge.core.journal.JournalAction;

/** What the journal records about webhook endpoints. */
enum WebhookJournalAction implements JournalAction {
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
