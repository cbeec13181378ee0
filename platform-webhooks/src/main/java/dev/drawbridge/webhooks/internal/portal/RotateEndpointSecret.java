package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** A developer replaces the signing secret of an endpoint. Thread-safe. */
public final class RotateEndpointSecret {

    private final Endpoints endpoints;
    private final EndpointNotices notices;
    private final Transactions transactions;

    public RotateEndpointSecret(Endpoints endpoints, EndpointNotices notices, Transactions transactions) {
        this.endpoints = endpoints;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * What the developer wants.
     *
     * @param overlap how long the present secret still signs
     */
    record Input(Duration overlap) {

        /**
         * Reads a posted form.
         *
         * @throws WebhookRefusedException {@code INVALID} if the overlap is no duration
         */
        static Input ofForm(Parameters form) {
            return new Input(
                    form.first(EndpointField.OVERLAP).map(Input::duration).orElse(Endpoints.DEFAULT_OVERLAP));
        }

        /**
         * Reads a JSON body, which may be missing.
         *
         * @throws WebhookRefusedException {@code INVALID} if the overlap is no duration
         */
        static Input ofJson(Request request) {
            return request.body().length == 0
                    ? new Input(Endpoints.DEFAULT_OVERLAP)
                    : new Input(request.json()
                            .only(Set.of(EndpointField.OVERLAP))
                            .text(EndpointField.OVERLAP)
                            .map(Input::duration)
                            .orElse(Endpoints.DEFAULT_OVERLAP));
        }

        private static Duration duration(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw WebhookRefusedException.invalid(
                        EndpointField.OVERLAP,
                        EndpointField.Code.INVALID_DURATION,
                        WebhookTexts.text().of("refused.overlap"));
            }
        }
    }

    /**
     * Makes a new secret and sends the notice.
     *
     * @throws WebhookRefusedException as {@link Endpoints#rotateSecret} does
     */
    Secret run(PanelCall call, EndpointId id, Input input) {
        return transactions.inTransaction(() -> {
            Secret secret = endpoints.rotateSecret(call.app(), id, input.overlap(), call.actor());
            notices.secretRotated(call, endpoints.find(call.app(), id));
            return secret;
        });
    }
}
