package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.oauth.internal.request.AuthorizationCheck.Stage;
import dev.drawbridge.oauth.internal.request.AuthorizationInput.Endpoint;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads authorization requests in the order of {@link AuthorizationChecks}: the client, where the response goes, the rest. */
public final class AuthorizationRequestReader {

    private final Apps apps;
    private final PlatformClock clock;
    private final AuthorizationChecks checks;
    private final AuthorizationValues values;
    private final PushedRequests pushed;

    /**
     * Makes a reader.
     *
     * @param apps finds clients
     * @param clock the time
     * @param checks everything that is checked
     * @param values reads keys, resources and scopes
     * @param pushed finds what was pushed before
     */
    public AuthorizationRequestReader(
            Apps apps,
            PlatformClock clock,
            AuthorizationChecks checks,
            AuthorizationValues values,
            PushedRequests pushed) {
        this.apps = apps;
        this.clock = clock;
        this.checks = checks;
        this.values = values;
        this.pushed = pushed;
    }

    /**
     * Loads a request that a browser brought, and what was pushed, if it refers to that.
     *
     * @param sent its parameters
     * @return what is checked next
     * @throws InvalidLinkException if what it refers to is unknown, expired, used or another app's
     */
    public AuthorizationInput load(Parameters sent) {
        PushedRequests.Resolved resolved = pushed.resolve(sent, () -> requireClient(sent));
        return browserRequest(resolved.parameters(), resolved.uri());
    }

    /** Loads a request that an app pushes; {@code provenKey} is the key of its DPoP proof. */
    AuthorizationInput load(Parameters sent, @Nullable JwkThumbprint provenKey) {
        return new AuthorizationInput(Endpoint.PAR, sent, client(sent), null, provenKey, clock.instant());
    }

    private AuthorizationInput browserRequest(Parameters sent, @Nullable TokenHash requestUri) {
        return new AuthorizationInput(Endpoint.AUTHORIZE, sent, client(sent), requestUri, null, clock.instant());
    }

    private @Nullable App client(Parameters sent) {
        List<String> ids = sent.all("client_id");
        return ids.size() == 1 ? find(ids.get(0)).orElse(null) : null;
    }

    private Optional<App> find(String id) {
        try {
            return apps.findByClientId(new ClientId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds the client that a browser's request names.
     *
     * @param sent its parameters
     * @return an app that may be used
     * @throws InvalidLinkException if it is unknown or may not be used
     */
    public App requireClient(Parameters sent) {
        AuthorizationInput input = browserRequest(sent, null);
        checks.require(Stage.CLIENT, input);
        return input.knownClient();
    }

    /**
     * Checks client, then redirect URI (RFC 6749 §4.1.2.1); until both hold there is nowhere to redirect to.
     *
     * @param input the request
     * @return where the response goes
     * @throws InvalidLinkException at the authorization endpoint, if there is nowhere
     */
    public AuthorizationTarget requireTarget(AuthorizationInput input) {
        checks.require(Stage.CLIENT, input);
        checks.require(Stage.REDIRECT, input);
        return AuthorizationTarget.checked(input);
    }

    /**
     * Checks and reads the request itself.
     *
     * @param input the request
     * @param target where its response goes
     * @return the valid request
     * @throws dev.drawbridge.oauth.OAuthException with an error that can be sent to the target
     */
    public AuthorizationRequest read(AuthorizationInput input, AuthorizationTarget target) {
        checks.require(Stage.REQUEST, input);
        Parameters sent = input.sent();
        return new AuthorizationRequest(
                target.app().id(),
                new CodeBinding(
                        target.redirectUri(),
                        target.redirectUriSent(),
                        sent.text("code_challenge"),
                        AuthorizationValues.key(sent).orElse(null)),
                target.state(),
                values.scopes(sent, target.app()),
                values.resources(sent).orElse(Resources.UNNAMED),
                Prompt.read(sent) == Prompt.CONSENT);
    }
}
