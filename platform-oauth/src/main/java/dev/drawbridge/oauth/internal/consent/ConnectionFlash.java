package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.FlashMessage;

/** What the list of connected apps says after an action. */
enum ConnectionFlash implements FlashMessage {
    /** Its subject has two lines: the app and the company. */
    DISCONNECTED;

    private final Messages text = Templates.of(ConnectionFlash.class).text();

    static String subject(String app, String company) {
        return app + "\n" + company;
    }

    @Override
    public String code() {
        return "connection-disconnected";
    }

    @Override
    public String sentence(String subject) {
        String[] names = subject.split("\n", 2);
        return text.of("connections.disconnected", names[0], names[names.length - 1]);
    }
}
