package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.resource.ProtectedResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives machine apps tokens for companies that installed them (RFC 6749 §4.4). Thread-safe.
 *
 * <p>The parameter {@code company} chooses one; without it the app's default company is meant, its first.
 */
final class ClientCredentialsGrant {

    private final CoreServices env;
    private final CachedInstallations installations;
    private final ResourceIndicators targets;
    private final TokenIssuer issuer;
    private final MembershipCheck members;

    ClientCredentialsGrant(CoreServices env, CachedInstallations installations, RefreshTokenGrant.Parts parts) {
        this.env = env;
        this.installations = installations;
        this.targets = parts.targets();
        this.issuer = parts.issuer();
        this.members = parts.members();
    }

    TokenResponse issue(AuthenticatedClient client, TokenRequest request) {
        App app = client.app();
        List<ProtectedResource> wanted = targets.requested(request.parameters());
        Grant installation = installations
                .find(app, company(request.parameters()))
                .orElseThrow(() -> unauthorized("No company has installed this app, or not the one that was named."));
        UserId runAs = Optional.ofNullable(installation.runAs())
                .filter(user -> members.enabledCached(installation.company(), user))
                .orElseThrow(() -> unauthorized("The user as whom the app runs may not be used any more."));
        // An installation may hold wildcards; tokens never do.
        Scopes allowed = TokenScopes.within(app, env.scopes().expand(installation.scopes()));
        Scopes scopes = TokenScopes.requested(request.parameters(), allowed);
        if (scopes.isEmpty()) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "Nothing of what was granted is left.");
        }
        return issuer.forMachine(client, installation, runAs, ResourceIndicators.access(wanted, scopes));
    }

    private static @Nullable CompanyId company(Parameters form) {
        try {
            return form.first("company").map(CompanyId::new).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "The parameter company is malformed.");
        }
    }

    private static OAuthException unauthorized(String description) {
        return new OAuthException(OAuthError.UNAUTHORIZED_CLIENT, description);
    }
}
