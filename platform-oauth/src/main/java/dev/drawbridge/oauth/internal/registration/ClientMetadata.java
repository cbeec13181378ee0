package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.spi.Registration;

/**
 * What a client wants to be (RFC 7591 §2), with defaults, as far as we allow it: the app it becomes if {@link
 * dev.drawbridge.oauth.OAuthAppRegistry} finds nothing wrong. Comes from {@link MetadataReader}. Immutable.
 *
 * @param draft the app
 * @param security how it proves who it is
 * @param details what is only told back to it
 */
public record ClientMetadata(AppDraft draft, AppSecurity security, Registration.Details details) {

    /**
     * Returns what kind of client it is.
     *
     * @return public if it authenticates with nothing, else web
     */
    public AppType type() {
        return draft.type();
    }
}
