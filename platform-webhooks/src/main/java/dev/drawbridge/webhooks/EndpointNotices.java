package dev.drawbridge.webhooks;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.mail.NoticeText;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The changes of endpoints that decide who gets events or can sign them, as pages and JSON calls share them: each makes the
 * change and sends the notice in one transaction. Nothing in a notice is a secret. Thread-safe.
 */
final class EndpointNotices {

    private final CoreServices env;
    private final WebhookDispatcher dispatcher;

    EndpointNotices(CoreServices env, WebhookDispatcher dispatcher) {
        this.env = env;
        this.dispatcher = dispatcher;
    }

    NewEndpoint create(PanelCall call, EndpointDraft draft) {
        return env.transactions().inTransaction(() -> {
            NewEndpoint created = dispatcher.create(call.app(), draft, call.actor());
            tell(
                    call,
                    "webhook.created",
                    "sends events to a new webhook endpoint on " + host(created.endpoint()) + ".");
            return created;
        });
    }

    WebhookEndpoint edit(PanelCall call, EndpointId id, OptionalLong expectedVersion, EndpointDraft draft) {
        return env.transactions().inTransaction(() -> {
            WebhookEndpoint before = dispatcher.find(call.app(), id);
            WebhookEndpoint after = dispatcher.edit(call.app(), id, expectedVersion, draft, call.actor());
            if (!after.url().equals(before.url())) {
                tell(
                        call,
                        "webhook.url_changed",
                        "sends the events of a webhook endpoint to another address on " + host(after) + "; it was on "
                                + host(before) + ".");
            }
            return after;
        });
    }

    Secret rotateSecret(PanelCall call, EndpointId id, Duration overlap) {
        return env.transactions().inTransaction(() -> {
            Secret secret = dispatcher.rotateSecret(call.app(), id, overlap, call.actor());
            tell(
                    call,
                    "webhook.secret_rotated",
                    "has a new signing secret for the webhook endpoint on " + host(dispatcher.find(call.app(), id))
                            + ".");
            return secret;
        });
    }

    /** Tells whether a posted form sends events to another address. */
    boolean otherUrlInForm(PanelCall call) {
        return otherUrl(call, Optional.of(call.request().form().text("url")));
    }

    /** Tells whether a JSON body sends events to another address. */
    boolean otherUrlInJson(PanelCall call) {
        JsonObject body = call.request().json().only(EndpointJson.FIELDS);
        return body.has("url") && otherUrl(call, body.text("url"));
    }

    // An endpoint that does not exist is refused by the change itself.
    private boolean otherUrl(PanelCall call, Optional<String> url) {
        String id = call.request().pathParameter("endpoint");
        return dispatcher.list(call.app()).stream()
                .filter(endpoint -> endpoint.id().value().equals(id))
                .anyMatch(endpoint ->
                        !endpoint.url().toString().equals(url.map(String::strip).orElse("")));
    }

    // The rest of an address may be what keeps it secret.
    private static String host(WebhookEndpoint endpoint) {
        return endpoint.url().getHost();
    }

    private void tell(PanelCall call, String kind, String words) {
        String name = call.app().profile().name();
        NoticeText text = new NoticeText(
                "Your app " + name,
                "The app \"" + name + "\" " + words,
                "If this was not you, change your password and look at the webhook endpoints of the app.",
                "Open the webhooks",
                env.issuer().resolve("/developers/apps/" + call.app().id() + "/webhooks"));
        env.mails()
                .notice(kind, call.portal().developer().email(), call.app().id().value(), text);
    }
}
