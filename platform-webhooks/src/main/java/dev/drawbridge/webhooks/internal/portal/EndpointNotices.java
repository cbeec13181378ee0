package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.net.URI;

/**
 * Mails developers when a change decides who gets the events of an app or can sign them. Call it inside the transaction of
 * the change. Nothing in a notice is a secret. Thread-safe.
 */
public final class EndpointNotices {

    private final MailOutbox mails;
    private final URI issuer;

    public EndpointNotices(MailOutbox mails, URI issuer) {
        this.mails = mails;
        this.issuer = issuer;
    }

    void created(PanelCall call, WebhookEndpoint endpoint) {
        mail(call, "webhook.created", "sends events to a new webhook endpoint on " + host(endpoint) + ".");
    }

    void urlChanged(PanelCall call, WebhookEndpoint before, WebhookEndpoint after) {
        mail(
                call,
                "webhook.url_changed",
                "sends the events of a webhook endpoint to another address on " + host(after) + "; it was on "
                        + host(before) + ".");
    }

    void secretRotated(PanelCall call, WebhookEndpoint endpoint) {
        mail(
                call,
                "webhook.secret_rotated",
                "has a new signing secret for the webhook endpoint on " + host(endpoint) + ".");
    }

    // The rest of an address may be what keeps it secret.
    private static String host(WebhookEndpoint endpoint) {
        return endpoint.url().getHost();
    }

    private void mail(PanelCall call, String kind, String words) {
        String name = call.app().profile().name();
        NoticeText text = new NoticeText(
                "Your app " + name,
                "The app \"" + name + "\" " + words,
                "If this was not you, change your password and look at the webhook endpoints of the app.",
                "Open the webhooks",
                issuer.resolve(WebhookPaths.of(call.app(), WebhookPaths.LIST)));
        mails.notice(kind, call.portal().developer().email(), call.app().id().value(), text);
    }
}
