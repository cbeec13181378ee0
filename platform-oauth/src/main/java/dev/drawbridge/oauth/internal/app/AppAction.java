package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.spi.JournalAction;

/** What the journal records about apps and their secrets. */
public enum AppAction implements JournalAction {
    /** An app was registered. */
    CREATED("app.created"),
    /** Something about an app was changed. */
    UPDATED("app.updated"),
    /** An app was ended for good. */
    REVOKED("app.revoked"),
    /** A client secret was replaced. */
    SECRET_ROTATED("secret.rotated"),
    /** An operator brought a client secret along. */
    SECRET_PROVIDED("secret.provided"),
    /** A client secret was ended. */
    SECRET_ENDED("secret.ended"),
    /** A rotation was taken back. */
    ROTATION_CANCELLED("secret.rotation_cancelled");

    private final String wireName;

    AppAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
