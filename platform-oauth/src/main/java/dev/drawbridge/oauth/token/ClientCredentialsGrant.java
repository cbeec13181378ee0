package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.ScopeCatalog;
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
public final class ClientCredentialsGrant implements TokenGrant {

    private final CachedInstallations installations;
    private final MembershipCheck members;
    private final ScopeCatalog scopes;
    private final ResourceIndicators targets;
    private final TokenIssuer issuer;

    /**
     * Makes the grant.
     *
     * @param installations which companies installed an app
     * @param members says whether the user as whom an app runs still belongs to the company
     * @param scopes the catalog that wildcards stand for
     * @param targets reads for which resources the token is wanted
     * @param issuer makes the response
     */
    public ClientCredentialsGrant(
            CachedInstallations installations,
            MembershipCheck members,
            ScopeCatalog scopes,
            ResourceIndicators targets,
            TokenIssuer issuer) {
        this.installations = installations;
        this.members = members;
        this.scopes = scopes;
        this.targets = targets;
        this.issuer = issuer;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenResponse issue(AuthenticatedClient client, TokenRequest request) {
        App app = client.app();
        List<ProtectedResource> resources = targets.requested(request.parameters());
        Grant installation = installations
                .find(app, company(request.parameters()))
                .orElseThrow(() -> unauthorized("No company has installed this app, or not the one that was named."));
        UserId runAs = Optional.ofNullable(installation.runAs())
                .filter(user -> members.enabledCached(installation.company(), user))
                .orElseThrow(() -> unauthorized("The user as whom the app runs may not be used any more."));
        // An installation may hold wildcards; tokens never do.
        Scopes allowed = TokenScopes.within(app, scopes.expand(installation.scopes()));
        Scopes wanted = TokenScopes.requested(request.parameters(), allowed);
        if (wanted.isEmpty()) {
            throw new OAuthException(OAuthError.INVALID_SCOPE, "Nothing of what was granted is left.");
        }
        return issuer.forMachine(client, installation, runAs, ResourceIndicators.access(resources, wanted));
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
