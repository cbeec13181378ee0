package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.mail.MailOrigin;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.net.URI;

/**
 * Mails developers when a change decides who gets the events of an app or can sign them. Call it inside the transaction of
 * the change. Nothing in a notice is a secret. Thread-safe.
 */
public final class EndpointNotices {

    private final MailOutbox mails;
    private final URI issuer;
    private final PlatformClock clock;
    private final Messages text = Templates.of(EndpointNotices.class).text();

    public EndpointNotices(MailOutbox mails, URI issuer, PlatformClock clock) {
        this.mails = mails;
        this.issuer = issuer;
        this.clock = clock;
    }

    void created(PanelCall call, WebhookEndpoint endpoint) {
        mail(call, "created", text.of("mail.created", host(endpoint)));
    }

    void urlChanged(PanelCall call, WebhookEndpoint before, WebhookEndpoint after) {
        mail(call, "url-changed", text.of("mail.url-changed", host(after), host(before)));
    }

    void secretRotated(PanelCall call, WebhookEndpoint endpoint) {
        mail(call, "secret-rotated", text.of("mail.secret-rotated", host(endpoint)));
    }

    // The rest of an address may be what keeps it secret.
    private static String host(WebhookEndpoint endpoint) {
        return endpoint.url().getHost();
    }

    private void mail(PanelCall call, String event, String happened) {
        NoticeText notice = new NoticeText(
                text.of("mail.subject", call.app().profile().name(), text.of("mail." + event + "-subject")),
                happened,
                text.of("mail.not-you"),
                text.of("mail.link"),
                issuer.resolve(WebhookPaths.of(call.app(), WebhookPaths.LIST)),
                MailOrigin.of(call.actor(), clock.instant()));
        String kind = "webhook." + event.replace('-', '_');
        mails.notice(kind, call.portal().developer().email(), call.app().id().value(), notice);
    }
}
