package dev.drawbridge.oauth;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.app.AppStore;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.oauth.access.CallProofs;
import dev.drawbridge.oauth.access.Challenges;
import dev.drawbridge.oauth.app.AppChanges;
import dev.drawbridge.oauth.app.AppForm;
import dev.drawbridge.oauth.app.AppIds;
import dev.drawbridge.oauth.app.AppNotices;
import dev.drawbridge.oauth.app.AppPortal;
import dev.drawbridge.oauth.app.AppRules;
import dev.drawbridge.oauth.app.ClientRules;
import dev.drawbridge.oauth.app.ClientSecrets;
import dev.drawbridge.oauth.app.CredentialsPage;
import dev.drawbridge.oauth.app.OncePerKey;
import dev.drawbridge.oauth.app.OverlappingSecretRotator;
import dev.drawbridge.oauth.app.StoredAppRegistry;
import dev.drawbridge.oauth.assertion.AssertionVerifier;
import dev.drawbridge.oauth.assertion.ClientKeys;
import dev.drawbridge.oauth.consent.ConsentEndpoints;
import dev.drawbridge.oauth.document.ClientDocuments;
import dev.drawbridge.oauth.document.DescribedApps;
import dev.drawbridge.oauth.document.DocumentRefresh;
import dev.drawbridge.oauth.dpop.DpopNonces;
import dev.drawbridge.oauth.dpop.DpopVerifier;
import dev.drawbridge.oauth.jwt.SigningKeys;
import dev.drawbridge.oauth.registration.HashedInitialAccessTokens;
import dev.drawbridge.oauth.registration.InitialAccessTokens;
import dev.drawbridge.oauth.registration.ManagementEndpoint;
import dev.drawbridge.oauth.registration.MetadataReader;
import dev.drawbridge.oauth.registration.RegistrationEndpoint;
import dev.drawbridge.oauth.registration.RegistrationEndpoints;
import dev.drawbridge.oauth.registration.Registrations;
import dev.drawbridge.oauth.registration.UnusedClients;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.token.AccessTokenRevocation;
import dev.drawbridge.oauth.token.AccessTokenStatus;
import dev.drawbridge.oauth.token.AccessTokenVerifier;
import dev.drawbridge.oauth.token.AccessTokens;
import dev.drawbridge.oauth.token.AuthorizationCodeGrant;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.CachedInstallations;
import dev.drawbridge.oauth.token.ClientAuthentication;
import dev.drawbridge.oauth.token.ClientAuthenticationThrottle;
import dev.drawbridge.oauth.token.ClientCredentialsGrant;
import dev.drawbridge.oauth.token.ClientEndpoints;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.ClientRequestLimit;
import dev.drawbridge.oauth.token.CredentialCheck;
import dev.drawbridge.oauth.token.FamilyEnder;
import dev.drawbridge.oauth.token.GrantEnder;
import dev.drawbridge.oauth.token.IntrospectionEndpoint;
import dev.drawbridge.oauth.token.Lifetimes;
import dev.drawbridge.oauth.token.MembershipCheck;
import dev.drawbridge.oauth.token.Metadata;
import dev.drawbridge.oauth.token.OAuthPaths;
import dev.drawbridge.oauth.token.OAuthPurge;
import dev.drawbridge.oauth.token.PkceTokenEndpoint;
import dev.drawbridge.oauth.token.PresentedProofs;
import dev.drawbridge.oauth.token.RefreshFamilies;
import dev.drawbridge.oauth.token.RefreshTokenGrant;
import dev.drawbridge.oauth.token.RefreshTokenStatus;
import dev.drawbridge.oauth.token.RefreshTokens;
import dev.drawbridge.oauth.token.ResourceIndicators;
import dev.drawbridge.oauth.token.RevocationEndpoint;
import dev.drawbridge.oauth.token.TokenCallers;
import dev.drawbridge.oauth.token.TokenGrant;
import dev.drawbridge.oauth.token.TokenIssuer;
import dev.drawbridge.oauth.token.TokenRoutes;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    final Apps apps;
    final Clients clients;
    final Grants grants;
    final Tokens tokens;
    final Documents documents;
    final Consent consent;
    final Registration registration;
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
        this.apps = new Apps();
        this.clients = new Clients();
        this.grants = new Grants();
        this.tokens = new Tokens();
        this.documents = new Documents();
        this.consent = new Consent();
        this.registration = new Registration();
        this.endpoints = new Endpoints();
    }

    /** What signs, and what verifies proofs of possession. */
    final class Keys {

        final SigningKeys signing = SigningKeys.open(core, stores.keys(), settings.signing(), lifetimes.accessToken());
        final DpopVerifier proofs = new DpopVerifier(
                rules.algorithms(),
                settings.dpopNonces(),
                new DpopNonces(core.vault()),
                core.stores().replays());
    }

    /** The apps of developers, their secrets, and the portal pages about both. */
    final class Apps {

        final AppStore store = core.stores().apps();
        final AppNotices notices = new AppNotices(core.journal(), core.changes(), core.mails(), core.issuer());
        final AppIds ids = new AppIds(core.ids(), core.credentials());
        final ClientSecrets secrets = new ClientSecrets(stores.secrets(), core.credentials(), core.changes());
        final OverlappingSecretRotator rotator = new OverlappingSecretRotator(
                stores.secrets(), store, notices, core.credentials(), core.ids(), core.transactions(), core.clock());
        final StoredAppRegistry registry = new StoredAppRegistry(
                store,
                new AppChanges(store, core.throttles(), notices, core.clock()),
                new AppRules(
                        core.scopes(),
                        core.reservedNames(),
                        rules,
                        core.egress().rules()),
                rotator,
                notices,
                ids,
                core.transactions(),
                core.clock());
        final OncePerKey once =
                new OncePerKey(core.stores().replays(), core.oneTimeForms(), core.transactions(), core.clock());
        final AppPortal portal = new AppPortal(
                registry,
                notices,
                once,
                new AppForm(core.scopes(), core.productName()),
                core.grants(),
                core.issuer(),
                core.transactions(),
                core.clock());
        final CredentialsPage credentials =
                new CredentialsPage(rotator, notices, once, core.transactions(), core.clock());
    }

    /** Which client sends a request, and whether it may. */
    final class Clients {

        final ClientPolicies policies = new ClientPolicies(rules, core.ipAllowList());
        final ClientKeys keys = new ClientKeys(
                new ClientKeys.Terms(rules.algorithms(), issuer + OAuthPaths.TOKEN, rules.namingTokenEndpoint()),
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
        final AccessTokenVerifier verifier = new AccessTokenVerifier(
                access, core.apps(), clients.policies, core.changes(), core.clock(), resources, resources.standard());

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

    /** The clients that are described by a document at their own URL. */
    final class Documents {

        private final DescribedApps described = new DescribedApps(
                apps.store,
                apps.registry,
                stores.clientDocuments(),
                settings.documents(),
                core.transactions(),
                core.clock());
        final ClientDocuments documents = new ClientDocuments(
                core.egress(),
                core.apps(),
                described,
                MetadataReader.ofDocuments(
                        core.scopes(), settings.registration().scopes(), rules),
                settings.documents(),
                core.throttles(),
                core.clock());
        final DocumentRefresh refresh = new DocumentRefresh(
                stores.clientDocuments(), apps.store, core.grants(), documents::readAgain, core.clock());
    }

    /** The pages on which users decide. */
    final class Consent {

        final ConsentEndpoints pages = new ConsentEndpoints(
                core,
                stores,
                grants.codes,
                grants.grantEnder,
                new ConsentEndpoints.Settings(
                        resources, clients.policies, documents.documents, settings.consentView()));
    }

    /** The clients that register themselves. */
    final class Registration {

        private final MetadataReader reader = MetadataReader.ofRegistrations(
                core.scopes(), settings.registration().scopes(), rules);
        private final Registrations registrations = new Registrations(
                stores.registrations(),
                stores.initialTokens(),
                apps.registry,
                apps.store,
                apps.ids,
                core.credentials(),
                core.transactions(),
                core.clock());
        final InitialAccessTokens initialTokens = new HashedInitialAccessTokens(
                stores.initialTokens(),
                core.credentials(),
                core.ids(),
                core.journal(),
                core.transactions(),
                core.clock());
        final RegistrationEndpoints endpoints = new RegistrationEndpoints(
                settings.registration().enabled(),
                new RegistrationEndpoint(
                        settings.registration(),
                        reader,
                        registrations,
                        stores.initialTokens(),
                        core.throttles(),
                        core.issuer(),
                        core.clock()),
                new ManagementEndpoint(reader, registrations, apps.secrets, core.issuer(), core.clock()),
                core.issuer());
        final UnusedClients unused = new UnusedClients(
                stores.registrations(),
                stores.initialTokens(),
                apps.registry,
                apps.store,
                core.grants(),
                core.transactions(),
                core.clock());
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
        final Metadata metadata = new Metadata(
                issuer,
                keys.signing,
                core.scopes(),
                resources,
                rules,
                tokens.grantTypes.stream().map(TokenGrant::type).toList(),
                moreMetadata());
        final Route pushedRequests =
                consent.pages.pushRoute(new ClientEndpoints(clients.authentication, keys.proofs, issuer, core.clock()));
        final TokenCallers callers = new TokenCallers(
                tokens.verifier,
                clients.policies,
                new CallProofs(keys.proofs, issuer, core.clock()),
                new Challenges(
                        rules.algorithmNames(),
                        rules.senderConstrained(),
                        request -> metadata.resourceUrl(
                                resources.at(request.path()).orElse(resources.standard()))));

        private Map<String, Object> moreMetadata() {
            Map<String, Object> more = new HashMap<>(registration.endpoints.metadata());
            more.putAll(documents.documents.metadata());
            return more;
        }
    }

    /** What the server does in the background. */
    private Job[] jobs() {
        OAuthPurge purge = new OAuthPurge(stores.codes(), stores.families(), core.clock());
        return new Job[] {
            new Job("oauth-purge", Duration.ofMinutes(10), true, purge::runOnce),
            new Job("signing-keys", Duration.ofHours(1), true, keys.signing::maintain),
            apps.rotator.purgeJob(),
            consent.pages.purgeJob(),
            documents.refresh.job(),
            registration.unused.job(),
            new Retention(core, stores).job()
        };
    }

    /** What the platform gets. */
    Contribution contribution() {
        ClientOrigins origins = new ClientOrigins(settings.crossOrigin());
        TokenRoutes direct = new TokenRoutes(endpoints.token, endpoints.revocation, endpoints.introspection);
        return Contribution.builder()
                .addAppPanel(apps.credentials)
                .addAppPanel(apps.portal.settings())
                .addPortalRoutes(apps.portal.routes())
                .addRoutes(consent.pages.routes())
                .addRoutes(origins.over(List.of(endpoints.pushedRequests)))
                .addRoutes(origins.over(direct.routes()))
                .addRoutes(origins.over(endpoints.metadata.routes()))
                .addRoutes(origins.over(registration.endpoints.routes()))
                .addJobs(jobs())
                .addCallerResolver(endpoints.callers)
                .build();
    }

    /** What the server, as it is configured, has of published standards. */
    Readiness readiness(Contribution contribution) {
        return ReadinessRules.judge(
                ReadinessRules.Facts.of(core.issuer(), contribution.routes(), lifetimes, settings.signing(), rules));
    }
}
