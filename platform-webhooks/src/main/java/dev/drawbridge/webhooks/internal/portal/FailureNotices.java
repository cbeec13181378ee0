package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.mail.MailOrigin;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.webhooks.internal.delivery.EndpointFailures;
import dev.drawbridge.webhooks.internal.delivery.Verdicts;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Mails the developer of an app whose webhook endpoint fails: once after an hour without a success, and once when it is turned
 * off. Nothing in a mail is a secret: of the address it names the host alone. Thread-safe.
 */
public final class FailureNotices implements EndpointFailures {

    /** A receiver that is down for less is not worth a mail. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final String SPACE = "webhook.failing";

    private final EndpointStore endpoints;
    private final Apps apps;
    private final Developers developers;
    private final ReplayStore told;
    private final MailOutbox mails;
    private final URI issuer;
    private final PlatformClock clock;
    private final Messages text = Templates.of(FailureNotices.class).text();

    /**
     * Makes the notices.
     *
     * @param endpoints keep where events go
     * @param apps keep whose they are
     * @param developers say where to write to
     * @param told remembers who was told, over all nodes
     * @param mails sends it
     * @param issuer begins the links of mails
     * @param clock the time
     */
    public FailureNotices(
            EndpointStore endpoints,
            Apps apps,
            Developers developers,
            ReplayStore told,
            MailOutbox mails,
            URI issuer,
            PlatformClock clock) {
        this.endpoints = endpoints;
        this.apps = apps;
        this.developers = developers;
        this.told = told;
        this.mails = mails;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public void failing(EndpointId id, LaneHealth health, int responseStatus) {
        Instant since = health.failingSince();
        if (since == null || clock.instant().isBefore(since.plus(PATIENCE))) {
            return;
        }
        Instant until = since.plus(Verdicts.DISABLE_AFTER);
        if (told.firstUse(SPACE, id.value() + ":" + since, until.plus(Verdicts.DISABLE_AFTER))) {
            endpoints
                    .find(id)
                    .ifPresent(endpoint -> mail(
                            endpoint,
                            "failing",
                            text.of(
                                    "mail.failing",
                                    endpoint.url().getHost(),
                                    health.failures(),
                                    MailOrigin.time(since),
                                    response(responseStatus)),
                            text.of("mail.failing-advice", MailOrigin.time(until))));
        }
    }

    @Override
    public void disabled(EndpointId id, EndpointStatus status, int responseStatus) {
        boolean gone = status == EndpointStatus.DISABLED_GONE;
        String now = MailOrigin.time(clock.instant());
        endpoints
                .find(id)
                .ifPresent(endpoint -> mail(
                        endpoint,
                        "turned-off",
                        gone
                                ? text.of("mail.turned-off-gone", endpoint.url().getHost(), now)
                                : text.of("mail.turned-off", endpoint.url().getHost(), now, response(responseStatus)),
                        text.of(gone ? "mail.turned-off-gone-advice" : "mail.turned-off-advice")));
    }

    private String response(int status) {
        return status == 0 ? text.of("mail.no-response") : String.valueOf(status);
    }

    private void mail(WebhookEndpoint endpoint, String event, String happened, String advice) {
        Optional<App> app = apps.find(endpoint.app());
        Optional<String> to = app.map(App::owner)
                .flatMap(developers::find)
                .map(DeveloperContact::email)
                .filter(address -> !address.isEmpty());
        if (to.isPresent()) {
            App theirs = app.get();
            NoticeText notice = new NoticeText(
                    text.of("mail.subject", theirs.profile().name(), text.of("mail." + event + "-subject")),
                    happened,
                    advice,
                    text.of("mail." + event + "-link"),
                    issuer.resolve(WebhookPaths.of(theirs, WebhookPaths.ENDPOINT, endpoint.id())));
            mails.notice(
                    "webhook." + event.replace('-', '_'), to.get(), theirs.id().value(), notice);
        }
    }
}
