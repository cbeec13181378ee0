package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.FlashMessage;
import java.util.Locale;

/** What pages say after actions on apps and their secrets. */
enum AppFlash implements FlashMessage {
    SETTINGS_SAVED,
    APP_REVOKED,
    SECRET_ENDED,
    ROTATION_CANCELLED;

    private final Messages text = Templates.of(AppFlash.class).text();

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String sentence(String subject) {
        return text.of("flash." + name(), subject);
    }
}
