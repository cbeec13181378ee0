package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.oauth.AppFieldCode;

/** A file that does not become the picture of an app. */
final class LogoFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final AppFieldCode code;

    LogoFault(AppFieldCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    AppFieldCode code() {
        return code;
    }
}
