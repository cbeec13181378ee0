package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.util.List;

/** The form that rotates the signing secret of an endpoint. Thread-safe. */
public final class RotateSecretPage {

    private static final String BOTH = "Deliveries carry both signatures until then.";

    private final Endpoints endpoints;
    private final RotateEndpointSecret rotate;
    private final SecretPage secretPage;

    public RotateSecretPage(Endpoints endpoints, RotateEndpointSecret rotate, SecretPage secretPage) {
        this.endpoints = endpoints;
        this.rotate = rotate;
        this.secretPage = secretPage;
    }

    Answer form(PanelCall call) {
        EndpointId id = endpoints.find(call.app(), WebhookPaths.endpoint(call)).id();
        String day = Endpoints.DEFAULT_OVERLAP.toString();
        Form form = Form.post(
                        WebhookPaths.of(call.app(), WebhookPaths.ROTATE, id),
                        call.portal().formToken())
                .hidden(OneTimeForms.FIELD, secretPage.formId())
                .add(Field.radios(
                                EndpointField.OVERLAP,
                                "Old secret",
                                List.of(
                                        new Option(day, "24 hours", BOTH),
                                        new Option("P7D", "7 days", BOTH),
                                        new Option(
                                                "PT0S", "Ends now", "Receivers with the old secret fail immediately.")))
                        .selected(List.of(day))
                        .required())
                .submit("Rotate secret")
                .cancel(WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id), "Cancel");
        return Answer.page("Rotate signing secret", Card.plain(form.render()));
    }

    Answer rotate(PanelCall call) {
        EndpointId id = WebhookPaths.endpoint(call);
        String endpoint = WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id);
        return secretPage.once(call, endpoint, () -> {
            RotateEndpointSecret.Input input =
                    RotateEndpointSecret.Input.ofForm(call.request().form());
            Secret secret = rotate.run(call, id, input);
            return secretPage.show("Signing secret rotated", secret, endpoint);
        });
    }
}
