package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.app.Grants;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.tx.Transactions;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.store.CodeGrant;
import dev.drawbridge.oauth.store.Family;
import dev.drawbridge.oauth.store.FamilyId;
import dev.drawbridge.oauth.store.JwkThumbprint;
import dev.drawbridge.oauth.store.StoredCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Redeems authorization codes (RFC 6749 §4.1.3, RFC 7636 §4.6). Thread-safe.
 *
 * <p>Everything that can be wrong is judged before the code is consumed; a request that is wrong consumes and ends nothing.
 * The second valid use of a code ends the family that the first one began.
 */
public final class AuthorizationCodeGrant implements TokenGrant {

    private final AuthorizationCodes codes;
    private final Grants grants;
    private final MembershipCheck members;
    private final ResourceIndicators targets;
    private final RefreshFamilies families;
    private final FamilyEnder ender;
    private final TokenIssuer issuer;
    private final Transactions transactions;

    /**
     * Makes the grant.
     *
     * @param codes knows codes again and uses them up
     * @param grants what users agreed to
     * @param members says whether a user still belongs to a company
     * @param targets reads for which resources the token is wanted
     * @param families begins the family of a redeemed code
     * @param ender ends the family of a code that is used twice
     * @param issuer makes the response
     * @param transactions put the use of a code and its family together
     */
    public AuthorizationCodeGrant(
            AuthorizationCodes codes,
            Grants grants,
            MembershipCheck members,
            ResourceIndicators targets,
            RefreshFamilies families,
            FamilyEnder ender,
            TokenIssuer issuer,
            Transactions transactions) {
        this.codes = codes;
        this.grants = grants;
        this.members = members;
        this.targets = targets;
        this.families = families;
        this.ender = ender;
        this.issuer = issuer;
        this.transactions = transactions;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public TokenResponse issue(AuthenticatedClient client, TokenRequest request) {
        StoredCode code = find(request.require("code"));
        CodeGrant granted = code.grant();
        requireSameClient(granted, client.app());
        requireSameRedirect(granted, client.app(), request.parameters());
        requireSameKey(granted, client);
        requireVerifier(code, request.parameters());
        if (codes.expired(code)) {
            throw invalid();
        }
        if (!members.enabled(granted.company(), granted.user())) {
            throw invalid();
        }
        List<ProtectedResource> wanted = targets.narrowed(request.parameters(), granted.resources());
        FamilyId id = families.nextId();
        Optional<TokenResponse> tokens = transactions.inTransaction(() -> consume(code, id, client, wanted));
        if (tokens.isEmpty()) {
            replayed(code, client);
            throw invalid();
        }
        return tokens.get();
    }

    private Optional<TokenResponse> consume(
            StoredCode code, FamilyId id, AuthenticatedClient client, List<ProtectedResource> wanted) {
        if (!codes.consume(code, id)) {
            return Optional.empty();
        }
        // Read after the code is ours: what was withdrawn before is seen here, what is withdrawn later ends the family.
        Grant grant =
                grants.find(code.grant().grant()).filter(Grant::live).orElseThrow(AuthorizationCodeGrant::invalid);
        Scopes scopes = TokenScopes.within(client.app(), code.grant().scopes().intersect(grant.scopes()));
        if (scopes.isEmpty()) {
            throw invalid();
        }
        // RFC 9449 §5: a confidential client proves itself anyway; it may change its key.
        JwkThumbprint boundTo = client.app().security().confidential() ? null : client.key();
        Family family = families.begin(id, code.grant(), scopes, boundTo);
        return Optional.of(issuer.forUser(client, grant, family, 1, ResourceIndicators.access(wanted, scopes)));
    }

    // Read again: a parallel request may have used the code after we read it.
    private void replayed(StoredCode code, AuthenticatedClient client) {
        Optional.ofNullable(codes.reread(code).family())
                .ifPresent(family -> ender.end(
                        family,
                        client.actor(),
                        "code.reused",
                        Map.of("app", client.app().id().value())));
    }

    private StoredCode find(String code) {
        return codes.find(code).orElseThrow(AuthorizationCodeGrant::invalid);
    }

    private static void requireSameClient(CodeGrant granted, App app) {
        if (!granted.app().equals(app.id())) {
            throw invalid();
        }
    }

    // RFC 9449 §10
    private static void requireSameKey(CodeGrant granted, AuthenticatedClient client) {
        JwkThumbprint key = granted.binding().key();
        if (key != null && !key.equals(client.key())) {
            throw invalid();
        }
    }

    // OAuth 2.1 lets clients leave it out here, PKCE does its work; what is sent must be the same (RFC 6749 §4.1.3).
    private static void requireSameRedirect(CodeGrant granted, App app, Parameters form) {
        String used = granted.binding().redirectUri();
        boolean same = form.first("redirect_uri").map(used::equals).orElse(true);
        // A redirect URI that the developer removed takes its codes along.
        if (!same || !RedirectUris.matches(app, used)) {
            throw invalid();
        }
    }

    private void requireVerifier(StoredCode code, Parameters form) {
        if (code.wrongVerifiers() >= AuthorizationCodes.MAX_WRONG_VERIFIERS) {
            throw invalid();
        }
        Optional<String> verifier = form.first("code_verifier");
        if (verifier.isEmpty()) {
            throw invalid();
        }
        if (!CodeVerifiers.matches(code.grant().binding().codeChallenge(), verifier.get())) {
            codes.countWrongVerifier(code);
            throw invalid();
        }
    }

    // One text for all: who holds a code that is not his learns nothing about it.
    private static OAuthException invalid() {
        return new OAuthException(
                OAuthError.INVALID_GRANT,
                "The code is unknown, used, expired or withdrawn, or does not belong to this client, redirect URI, key or verifier.");
    }
}
