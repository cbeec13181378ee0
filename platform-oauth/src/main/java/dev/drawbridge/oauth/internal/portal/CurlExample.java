package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import java.net.URI;

/** The command that gets the first token of an app. It holds no secret. */
final class CurlExample {

    private CurlExample() {}

    static String of(App app, URI tokenEndpoint) {
        String credentials = app.type() == AppType.PUBLIC
                ? "  -d client_id=" + app.clientId() + " \\\n"
                : "  -u \"" + app.clientId() + ":$CLIENT_SECRET\" \\\n";
        String grant = app.type() == AppType.MACHINE
                ? "  -d grant_type=client_credentials"
                : "  -d grant_type=authorization_code \\\n  -d code=\"$CODE\" \\\n  -d code_verifier=\"$CODE_VERIFIER\""
                        + " \\\n  --data-urlencode redirect_uri=\""
                        + RedirectUris.wireForm(app.access().redirectUris().get(0)) + "\"";
        return "curl " + tokenEndpoint + " \\\n" + credentials + grant;
    }
}
