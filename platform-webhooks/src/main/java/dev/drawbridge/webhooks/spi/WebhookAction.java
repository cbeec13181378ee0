package dev.drawbridge.webhooks.spi;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about webhook endpoints. */
public enum WebhookAction implements JournalAction {
    /** An app got an endpoint. */
    CREATED("webhook.created"),
    /** The URL or the events of an endpoint were changed. */
    UPDATED("webhook.updated"),
    /** A developer paused an endpoint. */
    PAUSED("webhook.paused"),
    /** A developer resumed an endpoint that was paused or disabled. */
    RESUMED("webhook.resumed"),
    /** An endpoint was deleted. */
    DELETED("webhook.deleted"),
    /** The secret that signs was replaced. */
    SECRET_ROTATED("webhook.secret_rotated"),
    /** A test event was sent. */
    TESTED("webhook.tested"),
    /** A message was sent again. */
    REDELIVERED("webhook.redelivered"),
    /** What had failed was sent again. */
    RECOVERED("webhook.recovered"),
    /** The platform disabled an endpoint because deliveries to it failed. */
    DISABLED("webhook.disabled");

    private final String wireName;

    WebhookAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
