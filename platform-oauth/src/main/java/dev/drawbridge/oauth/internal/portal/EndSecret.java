package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.StoredSecret;

/** A developer ends a client secret immediately. Thread-safe. */
final class EndSecret {

    private final SecretRotator secrets;
    private final AppNotices notices;
    private final Transactions transactions;

    EndSecret(SecretRotator secrets, AppNotices notices, Transactions transactions) {
        this.secrets = secrets;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * Ends the secret that the path names and sends the notice.
     *
     * @throws AppRefusedException as {@link SecretRotator#end} does
     */
    StoredSecret run(PanelCall call) {
        return transactions.inTransaction(() -> {
            StoredSecret ended = secrets.end(call.app(), call.request().pathParameter(AppPaths.SECRET), call.actor());
            notices.secretEnded(call.portal().developer(), call.app(), ended, call.actor());
            return ended;
        });
    }
}
