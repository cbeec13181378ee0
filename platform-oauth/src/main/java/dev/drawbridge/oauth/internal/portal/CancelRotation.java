package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.spi.StoredSecret;

/** A developer takes the rotation of a client secret back. Thread-safe. */
final class CancelRotation {

    private final SecretRotator secrets;
    private final AppNotices notices;
    private final Transactions transactions;

    CancelRotation(SecretRotator secrets, AppNotices notices, Transactions transactions) {
        this.secrets = secrets;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * Takes the rotation back and sends the notice.
     *
     * @throws AppRefusedException as {@link SecretRotator#cancelRotation} does
     */
    StoredSecret run(PanelCall call) {
        return transactions.inTransaction(() -> {
            StoredSecret restored = secrets.cancelRotation(call.app(), call.actor());
            notices.rotationCancelled(call.portal().developer(), call.app(), restored, call.actor());
            return restored;
        });
    }
}
