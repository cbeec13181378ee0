package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.SecretRotator.RotatedSecret;
import dev.drawbridge.oauth.internal.app.AppNotices;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** A developer replaces the client secret of an app. Thread-safe. */
final class RotateSecret {

    static final String OVERLAP = "overlap";
    static final String END_OLDER = "endOlder";
    static final String REASON = "reason";

    private final SecretRotator secrets;
    private final AppNotices notices;
    private final Transactions transactions;

    RotateSecret(SecretRotator secrets, AppNotices notices, Transactions transactions) {
        this.secrets = secrets;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * What the developer wants.
     *
     * @param overlap how long the present secret still works
     * @param endOlder whether the older of two live secrets may end now
     * @param reason for the journal, possibly empty
     */
    record Input(Duration overlap, boolean endOlder, String reason) {

        /**
         * Reads a posted form.
         *
         * @throws AppRefusedException {@code invalid_fields} if the overlap is no duration
         */
        static Input ofForm(Parameters form) {
            return new Input(overlap(form.text(OVERLAP)), form.text(END_OLDER).equals("true"), form.text(REASON));
        }

        /**
         * Reads a JSON body, which may be missing.
         *
         * @throws AppRefusedException {@code invalid_fields} if the overlap is no duration
         */
        static Input ofJson(Request request) {
            JsonObject body = request.body().length == 0
                    ? Json.readObject("{}")
                    : request.json().only(Set.of(OVERLAP, END_OLDER, REASON));
            return new Input(
                    body.text(OVERLAP).map(Input::duration).orElse(SecretRotator.DEFAULT_OVERLAP),
                    body.bool(END_OLDER).orElse(false),
                    body.text(REASON).orElse(""));
        }

        private static Duration overlap(String text) {
            return text.isEmpty() ? SecretRotator.DEFAULT_OVERLAP : duration(text);
        }

        private static Duration duration(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw AppRefusedException.invalidField(
                        OVERLAP,
                        AppFieldCode.OVERLAP_INVALID,
                        PortalTexts.text().of("refused.overlap"));
            }
        }
    }

    /**
     * Makes a new secret and sends the notice.
     *
     * @throws AppRefusedException as {@link SecretRotator#rotate} does
     */
    RotatedSecret run(PanelCall call, Input input) {
        return transactions.inTransaction(() -> {
            RotatedSecret rotated =
                    secrets.rotate(call.app(), input.overlap(), input.endOlder(), input.reason(), call.actor());
            notices.secretRotated(call.portal().developer(), call.app(), rotated, call.actor());
            return rotated;
        });
    }
}
