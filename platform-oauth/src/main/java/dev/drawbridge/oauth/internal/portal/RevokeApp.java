package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppNotices;

/** A developer ends an app for good. Thread-safe. */
final class RevokeApp {

    private final OAuthAppRegistry registry;
    private final AppNotices notices;
    private final Transactions transactions;

    RevokeApp(OAuthAppRegistry registry, AppNotices notices, Transactions transactions) {
        this.registry = registry;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * Revokes the app and sends the notice.
     *
     * @throws AppRefusedException as {@link OAuthAppRegistry#revoke} does
     */
    App run(PanelCall call) {
        return transactions.inTransaction(() -> {
            App revoked = registry.revoke(call.app(), call.actor());
            notices.revoked(call.portal().developer(), revoked, call.actor());
            return revoked;
        });
    }
}
