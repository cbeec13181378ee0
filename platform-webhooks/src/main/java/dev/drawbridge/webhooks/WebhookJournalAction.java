package dev.drawbridge.webhooks;

/** What the journal records about webhook endpoints. */
enum WebhookJournalAction {
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

    /** How entries name it. */
    String wireName() {
        return wireName;
    }
}
