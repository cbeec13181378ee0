package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.internal.egress.Egress;
import dev.drawbridge.core.internal.egress.EgressRequest;
import dev.drawbridge.core.internal.egress.EgressResponse;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.LaneBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Signs and sends one delivery. Thread-safe. */
public final class Sender {

    private static final String USER_AGENT = "Drawbridge-Webhooks/1";

    private final Egress egress;
    private final PlatformClock clock;
    private final Verdicts verdicts;

    public Sender(Egress egress, PlatformClock clock, Verdicts verdicts) {
        this.egress = egress;
        this.clock = clock;
        this.verdicts = verdicts;
    }

    DeliveryResult send(LaneBatch lane, List<SigningSecret> secrets, DueDelivery delivery) {
        Instant startedAt = clock.instant();
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        // Receivers compare with their own clocks, so a clock that was moved for a demonstration must not show here.
        long timestamp = clock.coordination().getEpochSecond();
        Headers headers = Headers.NONE
                .with("Content-Type", "application/json")
                .with("User-Agent", USER_AGENT)
                .with("webhook-id", delivery.messageId())
                .with("webhook-timestamp", Long.toString(timestamp))
                .with("webhook-signature", WebhookSignature.header(secrets, delivery.messageId(), timestamp, body));
        EgressResponse response = egress.post(new EgressRequest(lane.tenant(), lane.url(), headers, body)
                .keptFor(lane.endpoint().value()));
        return verdicts.judge(delivery, startedAt, clock.instant(), response);
    }
}
