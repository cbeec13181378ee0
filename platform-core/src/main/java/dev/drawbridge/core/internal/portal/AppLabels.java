package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Badge;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import java.time.Instant;

/** How pages name the states and types of apps. */
final class AppLabels {

    private AppLabels() {}

    static Html status(App app, Instant now) {
        return switch (app.statusAt(now)) {
            case "ACTIVE" -> Badge.of("Active", Tone.GOOD);
            case "SUSPENDED" -> Badge.of("Suspended", Tone.WARN);
            case "EXPIRED" -> Badge.of("Expired", Tone.WARN);
            default -> Badge.of("Revoked", Tone.BAD);
        };
    }

    static String type(AppType type) {
        return switch (type) {
            case WEB -> "Web app";
            case PUBLIC -> "Public client";
            case MACHINE -> "Machine";
        };
    }
}
