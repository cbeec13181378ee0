package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointId;

/** The form that rotates the signing secret of an endpoint. Thread-safe. */
public final class RotateSecretPage {

    private final Endpoints endpoints;
    private final RotateEndpointSecret rotate;
    private final SecretPage secretPage;
    private final Templates templates = Templates.of(RotateSecretPage.class);

    public RotateSecretPage(Endpoints endpoints, RotateEndpointSecret rotate, SecretPage secretPage) {
        this.endpoints = endpoints;
        this.rotate = rotate;
        this.secretPage = secretPage;
    }

    /**
     * The model of {@code rotateSecret.jte}.
     *
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param formId lets the form count once
     * @param overlap how long the old secret signs unless another choice is made, a duration of ISO 8601
     */
    record Model(String action, String back, String formToken, String formId, String overlap) {}

    PortalResponse form(PanelCall call) {
        EndpointId id = endpoints.find(call.app(), WebhookPaths.endpoint(call)).id();
        Model model = new Model(
                WebhookPaths.of(call.app(), WebhookPaths.ROTATE, id),
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id),
                call.portal().formToken(),
                secretPage.formId(),
                Endpoints.DEFAULT_OVERLAP.toString());
        return PortalResponse.page(templates.text().of("rotate-secret.title"), templates.render("rotateSecret", model));
    }

    PortalResponse rotate(PanelCall call) {
        EndpointId id = WebhookPaths.endpoint(call);
        String endpoint = WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id);
        return secretPage.once(call, endpoint, () -> {
            RotateEndpointSecret.Input input =
                    RotateEndpointSecret.Input.ofForm(call.request().form());
            Secret secret = rotate.run(call, id, input);
            return secretPage.show(templates.text().of("rotate-secret.title-done"), secret, endpoint);
        });
    }
}
