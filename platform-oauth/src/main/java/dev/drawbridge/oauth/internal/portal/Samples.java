package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.request.AuthorizationResponse;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.net.URI;
import java.util.List;

/**
 * Commands that lead from a new app to its first token, with the app's own values, for a POSIX shell with curl and openssl.
 * They hold no secret: what only the developer or their user has is a variable. Immutable and thread-safe.
 */
public final class Samples {

    private final URI issuer;
    private final URI api;

    /**
     * Makes the samples.
     *
     * @param issuer begins the URLs of the endpoints
     * @param api the base URL of the API that tokens are for
     */
    public Samples(URI issuer, URI api) {
        this.issuer = issuer;
        this.api = api;
    }

    /**
     * A command.
     *
     * @param name what it is for, the key of its title
     * @param lines what to run
     */
    record Sample(String name, String lines) {}

    /** Returns the commands in the order in which they are run. */
    List<Sample> of(App app) {
        return app.type() == AppType.MACHINE
                ? List.of(new Sample("machine-token", token(app, "  -d grant_type=client_credentials")))
                : List.of(
                        new Sample("authorize", authorize(app)),
                        new Sample(
                                "token",
                                "CODE='paste the code here'\n"
                                        + token(
                                                app,
                                                "  -d grant_type=authorization_code \\\n  -d code=\"$CODE\" \\\n"
                                                        + "  -d code_verifier=\"$CODE_VERIFIER\" \\\n"
                                                        + "  --data-urlencode redirect_uri="
                                                        + quoted(redirectUri(app)))));
    }

    /** Returns the link with which administrators install a machine app; empty for other apps. */
    String installLink(App app) {
        return app.type() == AppType.MACHINE
                ? endpoint(OAuthPaths.INSTALL) + "?client_id="
                        + AuthorizationResponse.encode(app.clientId().value())
                : "";
    }

    /** Returns the base URL of the API. */
    String api() {
        return api.toString();
    }

    /** Returns where programs learn the URLs of all endpoints. */
    String discovery() {
        return endpoint(OAuthPaths.SERVER_METADATA);
    }

    private String authorize(App app) {
        String url = endpoint(OAuthPaths.AUTHORIZE) + "?response_type=code&client_id="
                + AuthorizationResponse.encode(app.clientId().value()) + "&redirect_uri="
                + AuthorizationResponse.encode(redirectUri(app)) + "&scope="
                + AuthorizationResponse.encode(app.access().scopes().toWire());
        return """
                CODE_VERIFIER=$(openssl rand -hex 32)
                CODE_CHALLENGE=$(printf %s "$CODE_VERIFIER" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')
                STATE=$(openssl rand -hex 16)
                """
                + "echo " + quoted(url) + "\"&state=$STATE&code_challenge=$CODE_CHALLENGE&code_challenge_method=S256\"";
    }

    private String token(App app, String grant) {
        String client = app.clientId().value();
        String credentials = app.type() == AppType.PUBLIC
                ? "  -d client_id=" + client + " \\\n"
                : "  -u \"" + client + ":$CLIENT_SECRET\" \\\n";
        return "curl " + endpoint(OAuthPaths.TOKEN) + " \\\n" + credentials + grant;
    }

    private String endpoint(String path) {
        return issuer.resolve(path).toString();
    }

    private static String redirectUri(App app) {
        return RedirectUris.wireForm(app.access().redirectUris().get(0));
    }

    /** Nothing in it is read by the shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
