package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.spi.app.App;
import java.time.Instant;

/** How pages show whether an app works: a badge. */
enum AppState {
    ACTIVE(Tone.GOOD),
    SUSPENDED(Tone.WARN),
    EXPIRED(Tone.WARN),
    REVOKED(Tone.BAD);

    private final Tone tone;

    AppState(Tone tone) {
        this.tone = tone;
    }

    static AppState of(App app, Instant now) {
        return valueOf(app.statusAt(now));
    }

    Tone tone() {
        return tone;
    }
}
