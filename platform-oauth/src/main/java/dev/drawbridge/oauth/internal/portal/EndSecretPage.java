package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
import java.time.Instant;

/** The page that ends a client secret, and says when it was used. Thread-safe. */
final class EndSecretPage {

    private static final Duration RECENTLY = Duration.ofDays(1);

    /** Up to here it is told in minutes, from here in hours. */
    private static final int IN_MINUTES = 120;

    private final SecretRotator secrets;
    private final EndSecret end;
    private final PlatformClock clock;
    private final Templates templates = Templates.of(EndSecretPage.class);

    EndSecretPage(SecretRotator secrets, EndSecret end, PlatformClock clock) {
        this.secrets = secrets;
        this.end = end;
        this.clock = clock;
    }

    /**
     * The model of {@code endSecret.jte}.
     *
     * @param recentUse the warning that something still uses the secret, or empty
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     */
    record Model(StoredSecret secret, String recentUse, String action, String back, String formToken) {}

    PortalResponse show(PanelCall call) {
        StoredSecret secret = secret(call);
        Model model = new Model(
                secret,
                recentUse(secret),
                AppPaths.endSecret(call.app(), secret),
                AppPaths.page(call.app(), AppPaths.CREDENTIALS),
                call.portal().formToken());
        return PortalResponse.page(templates.text().of("end-secret.title"), templates.render("endSecret", model));
    }

    PortalResponse end(PanelCall call) {
        StoredSecret secret = secret(call);
        end.run(call);
        return PortalResponse.done(
                AppPaths.page(call.app(), AppPaths.CREDENTIALS), AppFlash.SECRET_ENDED, "····" + secret.last4());
    }

    private String recentUse(StoredSecret secret) {
        Instant at = secret.lastUsedAt();
        if (at == null) {
            return "";
        }
        Duration ago = Duration.between(at, clock.instant());
        if (ago.compareTo(RECENTLY) >= 0) {
            return "";
        }
        long minutes = Math.max(1, ago.toMinutes());
        return minutes < IN_MINUTES
                ? templates.text().of("end-secret.used-minutes-ago", minutes)
                : templates.text().of("end-secret.used-hours-ago", ago.toHours());
    }

    private StoredSecret secret(PanelCall call) {
        String id = call.request().pathParameter(AppPaths.SECRET);
        return secrets.list(call.app()).stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AppRefusedException(AppRefusal.SECRET_NOT_FOUND));
    }
}
