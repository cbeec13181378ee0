package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.TokenResponse;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.StoredCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Redeems authorization codes (RFC 6749 §4.1.3, RFC 7636 §4.6). Thread-safe.
 *
 * <p>Every check of the request comes before the code is consumed; a request that is wrong consumes and ends nothing. The
 * second valid use of a code ends the family that the first one began.
 */
public final class AuthorizationCodeGrant implements TokenGrant {

    // One message for every cause, so it reveals nothing about someone else's code.
    private static final Check.Refusal INVALID = new Check.Refusal(
            OAuthError.INVALID_GRANT,
            "The code is unknown, used, expired or withdrawn, or does not belong to this client, redirect URI, key or verifier.");

    private static final List<Check<Redemption>> BEFORE_USE = List.of(
            new Check<>("the code was issued to this client", Redemption::issuedToClient, INVALID, "RFC 6749 §4.1.3"),
            new Check<>("redirect_uri is absent or the same", Redemption::sameRedirect, INVALID, "RFC 6749 §4.1.3"),
            new Check<>("the app still has that URI", Redemption::redirectRegistered, INVALID, "RFC 6749 §3.1.2.2"),
            new Check<>("the client holds the key it named", Redemption::keyHeld, INVALID, "RFC 9449 §10"),
            new Check<>("few wrong verifiers were tried", Redemption::verifiersLeft, INVALID, "RFC 6749 §10.10"),
            new Check<>("code_verifier matches", Redemption::verifierMatches, INVALID, "RFC 7636 §4.6"),
            new Check<>("the code has not expired", Redemption::inTime, INVALID, "RFC 6749 §4.1.2"),
            new Check<>("the user is a member still", Redemption::ofMember, INVALID, "RFC 6749 §5.2"),
            new Check<>("resource is known", Redemption::resourceKnown, ResourceIndicators.UNKNOWN, "RFC 8707 §2"),
            new Check<>(
                    "resource was granted",
                    Redemption::resourceGranted,
                    ResourceIndicators.NOT_GRANTED,
                    "RFC 8707 §2.2"));

    /** In the transaction that uses the code up: the grant may have ended meanwhile. */
    private static final List<Check<Allowed>> AFTER_USE = List.of(
            new Check<>("the grant is live", Allowed::live, INVALID, "RFC 6749 §5.2"),
            new Check<>("the app may still have some scope", Allowed::anyScope, INVALID, "RFC 6749 §5.2"),
            new Check<>(
                    "the resource takes some", Allowed::anyAtResource, ResourceIndicators.NO_SCOPE, "RFC 8707 §2.2"));

    private final AuthorizationCodes codes;
    private final Grants grants;
    private final MembershipCheck members;
    private final ResourceIndicators resources;
    private final RefreshFamilies families;
    private final FamilyEnder ender;
    private final TokenIssuer issuer;
    private final Transactions transactions;

    /**
     * Makes the grant.
     *
     * @param codes recognizes codes and uses them up
     * @param grants what users agreed to
     * @param members says whether a user still belongs to a company
     * @param resources reads for which resources the token is wanted
     * @param families begins the family of a redeemed code
     * @param ender ends the family of a code that is used twice
     * @param issuer makes the response
     * @param transactions put the use of a code and its family together
     */
    public AuthorizationCodeGrant(
            AuthorizationCodes codes,
            Grants grants,
            MembershipCheck members,
            ResourceIndicators resources,
            RefreshFamilies families,
            FamilyEnder ender,
            TokenIssuer issuer,
            Transactions transactions) {
        this.codes = codes;
        this.grants = grants;
        this.members = members;
        this.resources = resources;
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
        StoredCode code = codes.find(request.require("code")).orElseThrow(INVALID::toException);
        Redemption redemption = new Redemption(code, client, request.parameters());
        Check.requireAll(BEFORE_USE, redemption);
        FamilyId family = families.nextId();
        Optional<TokenResponse> tokens = transactions.inTransaction(() -> use(redemption, family));
        if (tokens.isEmpty()) {
            endReplayed(code, client);
            throw INVALID.toException();
        }
        return tokens.get();
    }

    private Optional<TokenResponse> use(Redemption redemption, FamilyId id) {
        StoredCode code = redemption.code;
        AuthenticatedClient client = redemption.client;
        if (!codes.consume(code, id)) {
            return Optional.empty();
        }
        // Read after the code was redeemed: what was withdrawn before is seen here, what is withdrawn later ends the
        // family.
        Grant grant = grants.find(code.grant().grant()).orElseThrow(INVALID::toException);
        Scopes scopes = TokenScopes.within(client.app(), code.grant().scopes().intersect(grant.scopes()));
        Allowed allowed = new Allowed(grant, scopes, redemption.targets.access(scopes));
        Check.requireAll(AFTER_USE, allowed);
        // RFC 9449 §5: a confidential client proves itself anyway; it may change its key.
        JwkThumbprint boundTo = client.app().security().confidential() ? null : client.key();
        Family family = families.begin(id, code.grant(), scopes, boundTo);
        return Optional.of(issuer.forUser(client, grant, family, 1, allowed.access()));
    }

    // Read again: a parallel request may have used the code after we read it.
    private void endReplayed(StoredCode code, AuthenticatedClient client) {
        Optional.ofNullable(codes.reread(code).family())
                .ifPresent(family -> ender.end(
                        family,
                        client.actor(),
                        OAuthAction.CODE_REUSED,
                        Map.of("app", client.app().id().value())));
    }

    /** A client's attempt to redeem a code. */
    private final class Redemption {

        private final StoredCode code;
        private final AuthenticatedClient client;
        private final Parameters form;
        private final ResourceIndicators.Targets targets;

        Redemption(StoredCode code, AuthenticatedClient client, Parameters form) {
            this.code = code;
            this.client = client;
            this.form = form;
            this.targets = resources.within(code.grant().resources(), form);
        }

        boolean issuedToClient() {
            return granted().app().equals(client.app().id());
        }

        // OAuth 2.1 lets clients leave it out here, PKCE does its work.
        boolean sameRedirect() {
            return form.first("redirect_uri")
                    .map(granted().binding().redirectUri()::equals)
                    .orElse(true);
        }

        // A redirect URI that the developer removed takes its codes along.
        boolean redirectRegistered() {
            return RedirectUris.matches(client.app(), granted().binding().redirectUri());
        }

        boolean keyHeld() {
            JwkThumbprint key = granted().binding().key();
            return key == null || key.equals(client.key());
        }

        boolean verifiersLeft() {
            return code.wrongVerifiers() < AuthorizationCodes.MAX_WRONG_VERIFIERS;
        }

        // A wrong verifier is counted: whoever has the code may be guessing.
        boolean verifierMatches() {
            Optional<String> verifier = form.first("code_verifier");
            if (verifier.isEmpty()) {
                return false;
            }
            boolean matches = CodeVerifiers.matches(granted().binding().codeChallenge(), verifier.get());
            if (!matches) {
                codes.countWrongVerifier(code);
            }
            return matches;
        }

        boolean inTime() {
            return !codes.expired(code);
        }

        boolean ofMember() {
            return members.enabled(granted().company(), granted().user());
        }

        boolean resourceKnown() {
            return targets.known();
        }

        boolean resourceGranted() {
            return targets.granted();
        }

        private CodeGrant granted() {
            return code.grant();
        }
    }

    /** What a code that was just used may give. */
    private record Allowed(Grant grant, Scopes scopes, ResourceIndicators.Access access) {

        boolean live() {
            return grant.live();
        }

        boolean anyScope() {
            return !scopes.isEmpty();
        }

        boolean anyAtResource() {
            return !access.scopes().isEmpty();
        }
    }
}
