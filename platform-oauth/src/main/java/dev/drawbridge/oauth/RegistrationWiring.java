package dev.drawbridge.oauth;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.oauth.internal.document.ClientDocuments;
import dev.drawbridge.oauth.internal.document.DescribedApps;
import dev.drawbridge.oauth.internal.document.DocumentRefresh;
import dev.drawbridge.oauth.internal.registration.HashedInitialAccessTokens;
import dev.drawbridge.oauth.internal.registration.ManagementEndpoint;
import dev.drawbridge.oauth.internal.registration.MetadataReader;
import dev.drawbridge.oauth.internal.registration.RegistrationEndpoint;
import dev.drawbridge.oauth.internal.registration.RegistrationEndpoints;
import dev.drawbridge.oauth.internal.registration.Registrations;
import dev.drawbridge.oauth.internal.registration.UnusedClients;
import dev.drawbridge.oauth.spi.OAuthStores;

/**
 * Builds what serves the clients that describe themselves: by a document at their own URL, or by registration (RFC 7591).
 */
final class RegistrationWiring {

    final ClientDocuments documents;
    final DocumentRefresh refresh;
    final InitialAccessTokens initialTokens;
    final RegistrationEndpoints endpoints;
    final UnusedClients unused;

    /**
     * Builds them.
     *
     * @param core the services of core
     * @param stores keep documents, registrations and initial access tokens
     * @param settings what the host decided
     * @param apps where such clients become apps
     */
    RegistrationWiring(CoreServices core, OAuthStores stores, OAuthSettings settings, AppsWiring apps) {
        DescribedApps described = new DescribedApps(
                apps.store,
                apps.registry,
                stores.clientDocuments(),
                settings.documents(),
                core.transactions(),
                core.clock());
        this.documents = new ClientDocuments(
                core.egress(),
                core.apps(),
                described,
                MetadataReader.ofDocuments(
                        core.scopes(), settings.registration().scopes(), settings.clients()),
                settings.documents(),
                core.throttles(),
                core.clock());
        this.refresh = new DocumentRefresh(
                stores.clientDocuments(), apps.store, core.grants(), documents::readAgain, core.clock());
        MetadataReader reader = MetadataReader.ofRegistrations(
                core.scopes(), settings.registration().scopes(), settings.clients());
        Registrations registrations = new Registrations(
                stores.registrations(),
                stores.initialTokens(),
                apps.registry,
                apps.store,
                apps.ids,
                core.credentials(),
                core.transactions(),
                core.clock());
        this.initialTokens = new HashedInitialAccessTokens(
                stores.initialTokens(),
                core.credentials(),
                core.ids(),
                core.journal(),
                core.transactions(),
                core.clock());
        this.endpoints = new RegistrationEndpoints(
                settings.registration().enabled(),
                new RegistrationEndpoint(
                        settings.registration(),
                        reader,
                        registrations,
                        stores.initialTokens(),
                        core.throttles(),
                        core.issuer(),
                        core.clock()),
                new ManagementEndpoint(reader, registrations, apps.secrets, core.issuer(), core.clock()));
        this.unused = new UnusedClients(
                stores.registrations(), apps.registry, apps.store, core.grants(), core.transactions(), core.clock());
    }
}
