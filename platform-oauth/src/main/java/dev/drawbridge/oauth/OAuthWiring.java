package dev.drawbridge.oauth;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.oauth.internal.access.CallProofs;
import dev.drawbridge.oauth.internal.access.Challenges;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.app.Reminders;
import dev.drawbridge.oauth.internal.app.Retention;
import dev.drawbridge.oauth.internal.assertion.AssertionVerifier;
import dev.drawbridge.oauth.internal.assertion.ClientKeys;
import dev.drawbridge.oauth.internal.client.ClientAuthentication;
import dev.drawbridge.oauth.internal.client.ClientAuthenticationThrottle;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.client.ClientRequestLimit;
import dev.drawbridge.oauth.internal.client.CredentialCheck;
import dev.drawbridge.oauth.internal.client.PresentedProofs;
import dev.drawbridge.oauth.internal.consent.Interactions;
import dev.drawbridge.oauth.internal.dpop.DpopNonces;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import dev.drawbridge.oauth.internal.endpoint.ClientOrigins;
import dev.drawbridge.oauth.internal.endpoint.ReadinessRules;
import dev.drawbridge.oauth.internal.jwt.SealedSigningKeys;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.internal.logo.LogoEndpoint;
import dev.drawbridge.oauth.internal.request.PushedRequests;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import dev.drawbridge.oauth.internal.token.AccessTokenRevocation;
import dev.drawbridge.oauth.internal.token.AccessTokenStatus;
import dev.drawbridge.oauth.internal.token.AccessTokens;
import dev.drawbridge.oauth.internal.token.AuthorizationCodeGrant;
import dev.drawbridge.oauth.internal.token.AuthorizationCodes;
import dev.drawbridge.oauth.internal.token.CachedInstallations;
import dev.drawbridge.oauth.internal.token.ClientCredentialsGrant;
import dev.drawbridge.oauth.internal.token.ClientEndpoints;
import dev.drawbridge.oauth.internal.token.FamilyEnder;
import dev.drawbridge.oauth.internal.token.GrantEnder;
import dev.drawbridge.oauth.internal.token.IntrospectionEndpoint;
import dev.drawbridge.oauth.internal.token.KeySetEndpoint;
import dev.drawbridge.oauth.internal.token.Lifetimes;
import dev.drawbridge.oauth.internal.token.LocalAccessTokenVerifier;
import dev.drawbridge.oauth.internal.token.MembershipCheck;
import dev.drawbridge.oauth.internal.token.Metadata;
import dev.drawbridge.oauth.internal.token.RefreshFamilies;
import dev.drawbridge.oauth.internal.token.RefreshTokenGrant;
import dev.drawbridge.oauth.internal.token.RefreshTokenStatus;
import dev.drawbridge.oauth.internal.token.RefreshTokens;
import dev.drawbridge.oauth.internal.token.ResourceIndicators;
import dev.drawbridge.oauth.internal.token.RevocationEndpoint;
import dev.drawbridge.oauth.internal.token.TokenCallers;
import dev.drawbridge.oauth.internal.token.TokenGrant;
import dev.drawbridge.oauth.internal.token.TokenIssuer;
import dev.drawbridge.oauth.internal.token.TokenRoutes;
import dev.drawbridge.oauth.spi.OAuthStores;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the authorization server: every object of this module is made here, and nowhere is anything else carried than what
 * an object uses. Read it from top to bottom to learn the module; each section may use those above it.
 */
final class OAuthWiring {

    private final CoreServices core;
    private final OAuthStores stores;
    private final OAuthSettings settings;
    private final String issuer;
    private final ResourceCatalog resources;
    private final Lifetimes lifetimes;
    private final ClientRules rules;

    final Keys keys;
    final AppsWiring apps;
    final Clients clients;
    final Grants grants;
    final Tokens tokens;
    final RegistrationWiring registration;
    final ConsentWiring consent;
    final Endpoints endpoints;

    OAuthWiring(CoreServices core, OAuthStores stores, OAuthSettings settings) {
        this.core = core;
        this.stores = stores;
        this.settings = settings;
        this.issuer = core.issuer().toString();
        this.resources = settings.resources();
        this.lifetimes = settings.lifetimes();
        this.rules = settings.clients();

        this.keys = new Keys();
        this.apps = new AppsWiring(core, stores, rules, resources);
        this.clients = new Clients();
        this.grants = new Grants();
        this.tokens = new Tokens();
        this.registration = new RegistrationWiring(core, stores, settings, apps);
        this.consent = new ConsentWiring(
                core,
                stores,
                grants.codes,
                grants.grantEnder,
                resources,
                clients.policies,
                registration.documents,
                settings.consentView());
        this.endpoints = new Endpoints();
    }

    /** What signs, and what verifies proofs of possession. */
    final class Keys {

        final SigningKeys signing = SigningKeys.open(
                stores.keys(),
                new SealedSigningKeys(core.vault(), core.ids(), core.random()),
                settings.signing(),
                lifetimes.accessToken(),
                core.changes(),
                core.journal(),
                core.transactions(),
                core.clock());
        final DpopVerifier proofs = new DpopVerifier(
                rules.algorithms(),
                settings.dpopNonces(),
                new DpopNonces(core.vault()),
                core.stores().replays());
    }

    /** Which client sends a request, and whether it may. */
    final class Clients {

        final ClientPolicies policies = new ClientPolicies(rules, core.ipAllowList());
        final ClientKeys keys = new ClientKeys(
                new ClientKeys.Rules(rules.algorithms(), issuer + OAuthPaths.TOKEN, rules.namingTokenEndpoint()),
                core.egress(),
                core.clock());
        final CredentialCheck credentials = new CredentialCheck(
                core.apps(),
                core.stores().apps(),
                policies,
                apps.secrets,
                keys,
                new AssertionVerifier(issuer, core.stores().replays()),
                core.clock());
        final ClientAuthentication authentication = new ClientAuthentication(
                credentials,
                new ClientAuthenticationThrottle(core.throttles(), core.clock()),
                new ClientRequestLimit(settings.requestsPerClient(), core.clock()),
                policies,
                apps.secrets,
                core.journal(),
                core.clock());
    }

    /** What users and companies agreed to: how it becomes codes and refresh families, and how it ends. */
    final class Grants {

        final MembershipCheck members = new MembershipCheck(core.hostDirectory(), core.cachedMembers());
        final AuthorizationCodes codes =
                new AuthorizationCodes(stores.codes(), core.credentials(), lifetimes.code(), core.clock());
        final RefreshFamilies families = new RefreshFamilies(
                stores.families(), lifetimes, core.ids(), core.random(), core.vault(), core.clock());
        final FamilyEnder familyEnder = new FamilyEnder(
                stores.families(), lifetimes, core.transactions(), core.changes(), core.journal(), core.clock());
        final GrantEnder grantEnder = new GrantEnder(
                core.stores().grants(),
                stores.codes(),
                stores.families(),
                lifetimes,
                core.transactions(),
                core.changes(),
                core.journal(),
                core.clock());
        final CachedInstallations installations = new CachedInstallations(
                core.stores().grants(), stores.installations()::defaultCompany, core.changes(), core.clock());
    }

    /** Tokens: what issues and verifies them, and one object for each grant type. */
    final class Tokens {

        final AccessTokens access =
                new AccessTokens(issuer, keys.signing, lifetimes.accessToken(), core.ids(), core.clock());
        final RefreshTokens refresh = new RefreshTokens(core.credentials(), core.vault());
        final TokenIssuer tokenIssuer = new TokenIssuer(access, refresh);
        final LocalAccessTokenVerifier verifier = new LocalAccessTokenVerifier(
                access,
                core.apps(),
                clients.policies,
                core.changes(),
                core.clock(),
                resources,
                resources.defaultResource());

        private final ResourceIndicators targets = new ResourceIndicators(resources);

        /** The metadata lists those, and the token endpoint takes no others. */
        final List<TokenGrant> grantTypes = List.of(
                new AuthorizationCodeGrant(
                        grants.codes,
                        core.grants(),
                        grants.members,
                        targets,
                        grants.families,
                        grants.familyEnder,
                        tokenIssuer,
                        core.transactions()),
                new RefreshTokenGrant(
                        refresh,
                        grants.families,
                        grants.familyEnder,
                        core.grants(),
                        grants.members,
                        targets,
                        tokenIssuer,
                        rules.rotation()),
                new ClientCredentialsGrant(grants.installations, grants.members, core.scopes(), targets, tokenIssuer));
    }

    /** What clients and resource servers call. */
    final class Endpoints {

        final PkceTokenEndpoint token = new PkceTokenEndpoint(
                clients.authentication,
                clients.policies,
                new PresentedProofs(keys.proofs, URI.create(issuer + OAuthPaths.TOKEN), core.clock()),
                tokens.grantTypes);
        final RevocationEndpoint revocation = new RevocationEndpoint(
                clients.authentication,
                tokens.refresh,
                grants.families,
                grants.familyEnder,
                new AccessTokenRevocation(
                        tokens.access, core.transactions(), core.changes(), core.journal(), core.clock()));
        final IntrospectionEndpoint introspection = new IntrospectionEndpoint(
                clients.authentication,
                new AccessTokenStatus(issuer, tokens.verifier, grants.members, settings.resourceServers()),
                new RefreshTokenStatus(issuer, tokens.refresh, grants.families, core.grants(), grants.members));
        final List<Route> routes = Stream.of(
                        consent.routes(),
                        List.of(consent.pushRoute(
                                new ClientEndpoints(clients.authentication, keys.proofs, issuer, core.clock()))),
                        new TokenRoutes(token::issue, revocation, introspection).routes(),
                        registration.endpoints.routes(),
                        List.of(new KeySetEndpoint(keys.signing).route(), new LogoEndpoint(stores.logos()).route()))
                .flatMap(List::stream)
                .toList();

        /** Lists the routes above. */
        final Metadata metadata = new Metadata(
                issuer,
                routes,
                core.scopes(),
                resources,
                rules,
                tokens.grantTypes.stream().map(TokenGrant::type).toList(),
                registration.documents.metadata());

        final TokenCallers callers = new TokenCallers(
                tokens.verifier,
                clients.policies,
                new CallProofs(keys.proofs, issuer, core.clock()),
                new Challenges(
                        rules.algorithmNames(),
                        rules.senderConstrained(),
                        request -> metadata.resourceUrl(
                                resources.at(request.path()).orElse(resources.defaultResource()))));
    }

    /** What the server does in the background. */
    private Job[] jobs() {
        return new Job[] {
            new Job("signing-keys", Duration.ofHours(1), true, keys.signing::maintain),
            apps.rotator.purgeJob(),
            new Reminders(
                            stores.secrets(),
                            apps.store,
                            core.stores().developers(),
                            core.stores(),
                            core.mails(),
                            core.issuer(),
                            core.clock())
                    .job(),
            apps.logos.job(),
            registration.refresh.job(),
            registration.unused.job(),
            new Retention(apps.store, core.stores().grants(), stores, core.transactions(), core.clock()).job()
        };
    }

    /** What forgets rows that are past their time. */
    private Job[] purges() {
        return Stream.of(
                        PurgeJob.of("code-purge", core.clock(), AuthorizationCodes.KEPT, stores.codes()::purge),
                        PurgeJob.of("family-purge", core.clock(), stores.families()::purge),
                        PurgeJob.of("interaction-purge", core.clock(), Interactions.KEPT, stores.interactions()::purge),
                        PurgeJob.of(
                                "pushed-request-purge",
                                core.clock(),
                                PushedRequests.kept(Interactions.LIFETIME),
                                stores.pushedRequests()::purge),
                        PurgeJob.of("initial-token-purge", core.clock(), stores.initialTokens()::purge))
                .map(Job::onOneNode)
                .toArray(Job[]::new);
    }

    /** What the platform gets. */
    Contribution contribution() {
        OperatorWiring operators = new OperatorWiring(core, apps, grants.grantEnder, keys.signing);
        ClientOrigins origins = new ClientOrigins(settings.crossOrigin());
        return Contribution.builder()
                .addAppPanel(apps.credentials)
                .addAppPanel(apps.portal.settings())
                .addPortalRoutes(apps.portal.routes())
                .addRoutes(origins.over(endpoints.routes))
                .addRoutes(origins.over(endpoints.metadata.routes()))
                .addOperatorPanels(operators.panels())
                .addSystemParts(operators.keys())
                .addJobs(jobs())
                .addJobs(purges())
                .addCallerResolver(endpoints.callers)
                .build();
    }

    /** What the server, as it is configured, has of published standards. */
    Readiness readiness(Contribution contribution) {
        return ReadinessRules.judge(
                ReadinessRules.Facts.of(core.issuer(), contribution.routes(), lifetimes, settings.signing(), rules));
    }
}
