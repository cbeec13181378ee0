package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.internal.endpoint.TestEvents;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Webhook endpoints in the portal's JSON. Thread-safe. */
public final class EndpointJson {

    private final Endpoints endpoints;
    private final CreateEndpoint create;
    private final EditEndpoint edit;
    private final EnableEndpoint enable;
    private final RotateEndpointSecret rotate;
    private final TestEvents tests;
    private final DeliveryLog log;

    public EndpointJson(
            Endpoints endpoints,
            CreateEndpoint create,
            EditEndpoint edit,
            EnableEndpoint enable,
            RotateEndpointSecret rotate,
            TestEvents tests,
            DeliveryLog log) {
        this.endpoints = endpoints;
        this.create = create;
        this.edit = edit;
        this.enable = enable;
        this.rotate = rotate;
        this.tests = tests;
        this.log = log;
    }

    PortalResponse list(PanelCall call) {
        List<Map<String, Object>> items =
                endpoints.list(call.app()).stream().map(this::of).toList();
        return PortalResponse.json(200, Map.of("items", items));
    }

    PortalResponse create(PanelCall call) {
        EndpointDraft draft = CreateEndpoint.ofJson(call.request().json());
        NewEndpoint created = create.run(call, draft);
        Map<String, Object> json = of(created.endpoint());
        json.put("secret", created.secret().reveal());
        return PortalResponse.json(201, json);
    }

    PortalResponse show(PanelCall call) {
        return tagged(endpoints.find(call.app(), WebhookPaths.endpoint(call)));
    }

    PortalResponse edit(PanelCall call) {
        EditEndpoint.Input input = EditEndpoint.Input.ofJson(call.request());
        return tagged(edit.run(call, WebhookPaths.endpoint(call), input));
    }

    PortalResponse enable(PanelCall call) {
        return tagged(enable.run(call, EnableEndpoint.ofJson(call.request())));
    }

    PortalResponse delete(PanelCall call) {
        endpoints.delete(call.app(), WebhookPaths.endpoint(call), call.actor());
        return new PortalResponse.Raw(Response.empty(204));
    }

    PortalResponse rotate(PanelCall call) {
        RotateEndpointSecret.Input input = RotateEndpointSecret.Input.ofJson(call.request());
        Secret secret = rotate.run(call, WebhookPaths.endpoint(call), input);
        return PortalResponse.json(201, Map.of("secret", secret.reveal()));
    }

    PortalResponse test(PanelCall call) {
        String message = tests.send(call.app(), WebhookPaths.endpoint(call), call.actor());
        return PortalResponse.json(202, Map.of("messageId", message));
    }

    private PortalResponse tagged(WebhookEndpoint endpoint) {
        return new PortalResponse.Raw(Response.json(200, of(endpoint)).with("ETag", "\"" + endpoint.version() + "\""));
    }

    private Map<String, Object> of(WebhookEndpoint endpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", endpoint.id().value());
        json.put("url", endpoint.url().toString());
        json.put("description", endpoint.description());
        json.put("events", endpoint.events());
        json.put("status", endpoint.status().name());
        DeliveryStats stats = log.stats(endpoint);
        json.put("successRate7d", stats.attempts() == 0 ? null : (double) stats.accepted() / stats.attempts());
        json.put("lastDeliveryAt", stats.lastAccepted());
        json.put("createdAt", endpoint.createdAt());
        json.put("version", endpoint.version());
        return json;
    }
}
