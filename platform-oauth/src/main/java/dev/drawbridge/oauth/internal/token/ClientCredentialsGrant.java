package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.TokenResponse;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.GrantType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives machine apps tokens for companies that installed them (RFC 6749 §4.4). Thread-safe.
 *
 * <p>The parameter {@code company} chooses one; without it the token is for the app's default company, its first.
 */
public final class ClientCredentialsGrant implements TokenGrant {

    private static final Check.Refusal NOT_INSTALLED = new Check.Refusal(
            OAuthError.UNAUTHORIZED_CLIENT, "No company has installed this app, or not the one that was named.");
    private static final Check.Refusal NO_USER = new Check.Refusal(
            OAuthError.UNAUTHORIZED_CLIENT, "The user that the app runs as may not be used any more.");
    private static final Check.Refusal NOTHING_LEFT =
            new Check.Refusal(OAuthError.INVALID_SCOPE, "Nothing of what was granted is left.");

    private static final List<Check<ResourceIndicators.Targets>> OF_THE_REQUEST = List.of(new Check<>(
            "resource is known", ResourceIndicators.Targets::known, ResourceIndicators.UNKNOWN, "RFC 8707 §2"));

    private static final List<Check<Access>> OF_THE_ACCESS = List.of(
            new Check<>("the user that the app runs as is a member", Access::ofMember, NO_USER, "RFC 6749 §5.2"),
            new Check<>("scope is well-formed", Access::scopeWellFormed, TokenScopes.MALFORMED, "RFC 6749 §3.3"),
            new Check<>("scope was granted", Access::scopeGranted, TokenScopes.EXCESSIVE, "RFC 6749 §5.2"),
            new Check<>("the app may still have some scope", Access::anyScope, NOTHING_LEFT, "RFC 6749 §5.2"),
            new Check<>(
                    "the resource takes some", Access::anyAtResource, ResourceIndicators.NO_SCOPE, "RFC 8707 §2.2"));

    private final CachedInstallations installations;
    private final MembershipCheck members;
    private final ScopeCatalog catalog;
    private final ResourceIndicators resources;
    private final TokenIssuer issuer;

    /**
     * Makes the grant.
     *
     * @param installations which companies installed an app
     * @param members says whether the user that an app runs as still belongs to the company
     * @param catalog the scopes that wildcards cover
     * @param resources reads for which resources the token is wanted
     * @param issuer makes the response
     */
    public ClientCredentialsGrant(
            CachedInstallations installations,
            MembershipCheck members,
            ScopeCatalog catalog,
            ResourceIndicators resources,
            TokenIssuer issuer) {
        this.installations = installations;
        this.members = members;
        this.catalog = catalog;
        this.resources = resources;
        this.issuer = issuer;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenResponse issue(AuthenticatedClient client, TokenRequest request) {
        Parameters form = request.parameters();
        ResourceIndicators.Targets targets = resources.any(form);
        Check.requireAll(OF_THE_REQUEST, targets);
        Grant installation = installations.find(client.app(), company(form)).orElseThrow(NOT_INSTALLED::toException);
        Access access = new Access(installation, client.app(), form, targets);
        Check.requireAll(OF_THE_ACCESS, access);
        return issuer.forMachine(client, installation, Objects.requireNonNull(installation.runAs()), access.access);
    }

    private static @Nullable CompanyId company(Parameters form) {
        try {
            return form.first("company").map(CompanyId::new).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "The parameter company is malformed.");
        }
    }

    /** What the access token is to allow. */
    private final class Access {

        private final Grant installation;
        private final TokenScopes requested;
        private final ResourceIndicators.Access access;

        Access(Grant installation, App app, Parameters form, ResourceIndicators.Targets targets) {
            this.installation = installation;
            // An installation may hold wildcards; tokens never do.
            this.requested =
                    TokenScopes.requested(form, TokenScopes.within(app, catalog.expand(installation.scopes())));
            this.access = targets.access(requested.scopes());
        }

        boolean ofMember() {
            UserId runAs = installation.runAs();
            return runAs != null && members.enabledCached(installation.company(), runAs);
        }

        boolean scopeWellFormed() {
            return requested.wellFormed();
        }

        boolean scopeGranted() {
            return requested.granted();
        }

        boolean anyScope() {
            return !requested.scopes().isEmpty();
        }

        boolean anyAtResource() {
            return !access.scopes().isEmpty();
        }
    }
}
