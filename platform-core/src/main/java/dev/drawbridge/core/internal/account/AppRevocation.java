package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;

/**
 * Revokes the apps of developers who leave. Apps belong to the authorization server, which is put together after accounts and
 * says here how it revokes one; a platform without it has no apps. Thread-safe.
 */
public final class AppRevocation {

    private volatile Revoke how = (app, actor) -> {
        throw new IllegalStateException("Nobody can revoke the app " + app.id());
    };

    /** How an app is revoked, in the transaction of the thread. */
    @FunctionalInterface
    public interface Revoke {

        /** Revokes an app that is not revoked yet. */
        void revoke(App app, Actor actor);
    }

    /**
     * Says how apps are revoked.
     *
     * @param revoke revokes one
     */
    public void by(Revoke revoke) {
        how = revoke;
    }

    void revoke(App app, Actor actor) {
        how.revoke(app, actor);
    }
}
