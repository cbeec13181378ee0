package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
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
    private final Messages text = Templates.of(EndpointNotices.class).text();

    public EndpointNotices(MailOutbox mails, URI issuer) {
        this.mails = mails;
        this.issuer = issuer;
    }

    void created(PanelCall call, WebhookEndpoint endpoint) {
        mail(call, "webhook.created", text.of("mail.created", name(call), host(endpoint)));
    }

    void urlChanged(PanelCall call, WebhookEndpoint before, WebhookEndpoint after) {
        mail(call, "webhook.url_changed", text.of("mail.url-changed", name(call), host(after), host(before)));
    }

    void secretRotated(PanelCall call, WebhookEndpoint endpoint) {
        mail(call, "webhook.secret_rotated", text.of("mail.secret-rotated", name(call), host(endpoint)));
    }

    // The rest of an address may be what keeps it secret.
    private static String host(WebhookEndpoint endpoint) {
        return endpoint.url().getHost();
    }

    private static String name(PanelCall call) {
        return call.app().profile().name();
    }

    private void mail(PanelCall call, String kind, String happened) {
        NoticeText notice = new NoticeText(
                text.of("mail.subject", name(call)),
                happened,
                text.of("mail.not-you"),
                text.of("mail.link"),
                issuer.resolve(WebhookPaths.of(call.app(), WebhookPaths.LIST)));
        mails.notice(kind, call.portal().developer().email(), call.app().id().value(), notice);
    }
}
