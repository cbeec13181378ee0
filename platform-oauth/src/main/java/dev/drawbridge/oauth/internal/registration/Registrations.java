package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppIds;
import dev.drawbridge.oauth.internal.app.StoredAppRegistry;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import dev.drawbridge.oauth.spi.Registration;
import dev.drawbridge.oauth.spi.RegistrationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what clients register, each time in one transaction with the app. Thread-safe. */
public final class Registrations {

    // Compared against when there is no registration, so that the work is the same. Nothing hashes to it.
    private static final TokenHash NOBODY = new TokenHash("-".repeat(TokenHash.LENGTH));

    private final RegistrationStore store;
    private final InitialTokenStore initialTokens;
    private final StoredAppRegistry registry;
    private final Apps apps;
    private final AppIds ids;
    private final CredentialFormat credentials;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the writer.
     *
     * @param store where registrations are kept
     * @param initialTokens where the tokens are kept that let clients register
     * @param registry judges and keeps the apps
     * @param apps says what an app is now
     * @param ids names new apps
     * @param credentials makes registration access tokens
     * @param transactions hold together app and registration
     * @param clock says when
     */
    public Registrations(
            RegistrationStore store,
            InitialTokenStore initialTokens,
            StoredAppRegistry registry,
            Apps apps,
            AppIds ids,
            CredentialFormat credentials,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.initialTokens = initialTokens;
        this.registry = registry;
        this.apps = apps;
        this.ids = ids;
        this.credentials = credentials;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A registration as its client gets it.
     *
     * @param app the app
     * @param registration beside it
     * @param token the registration access token
     * @param secret the client secret, if it was made just now
     */
    record Held(App app, Registration registration, Secret token, Optional<Secret> secret) {}

    /**
     * Registers a client.
     *
     * @param initialToken used up with it; null if none is needed
     * @param unusedFor how long it may stay unused; null = for ever
     */
    Held register(
            ClientMetadata wanted, @Nullable TokenHash initialToken, @Nullable Duration unusedFor, Request request) {
        ClientId id = ids.nextClientId();
        Secret token = nextToken();
        Instant now = clock.instant();
        return transactions.inTransaction(() -> {
            // Refused inside the transaction, so that a registration that fails uses nothing up.
            if (initialToken != null && !initialTokens.use(initialToken, now)) {
                throw RegistrationRefusedException.invalidToken();
            }
            RegisteredApp registered = registry.register(
                    wanted.draft(), wanted.security(), DefinedBy.DYNAMIC, id, Actor.app(id.value(), request));
            Registration registration = new Registration(
                    registered.app().id(),
                    TokenHash.of(token),
                    wanted.details(),
                    unusedFor == null ? null : now.plus(unusedFor));
            store.insert(registration);
            return new Held(registered.app(), registration, token, registered.clientSecret());
        });
    }

    /**
     * Finds the registration that a token is for. An unknown client, one that did not register itself and a wrong token are
     * the same to the caller (RFC 7592 §2).
     */
    Optional<Held> find(String clientId, Secret token) {
        Optional<App> app = clientId(clientId)
                .flatMap(apps::findByClientId)
                .filter(found -> found.definedBy() == DefinedBy.DYNAMIC)
                .filter(found -> found.usable(clock.instant()));
        Optional<Registration> registration = app.flatMap(found -> store.find(found.id()));
        boolean same = registration.map(Registration::token).orElse(NOBODY).equals(TokenHash.of(token));
        return same
                ? registration.map(row -> new Held(app.orElseThrow(), row, token, Optional.empty()))
                : Optional.empty();
    }

    /** Replaces the metadata and the token; of parallel calls with one token the first one wins. */
    Optional<Held> update(Held held, ClientMetadata wanted, Request request) {
        Secret token = nextToken();
        Registration next = new Registration(
                held.app().id(),
                TokenHash.of(token),
                wanted.details(),
                held.registration().unusedUntil());
        return transactions.inTransaction(() -> {
            // The app before its registration, as everywhere: rows are locked in this order.
            apps.hold(held.app().id());
            if (!store.rotate(held.registration().token(), next)) {
                return Optional.empty();
            }
            RegisteredApp changed =
                    registry.edit(held.app(), wanted.draft(), wanted.security(), actor(held.app(), request));
            return Optional.of(new Held(changed.app(), next, token, changed.clientSecret()));
        });
    }

    /** Ends the client with its tokens; false if somebody else was quicker. */
    boolean delete(Held held, Request request) {
        return transactions.inTransaction(() -> {
            apps.hold(held.app().id());
            if (!store.delete(held.app().id(), held.registration().token())) {
                return false;
            }
            registry.revoke(held.app(), actor(held.app(), request));
            return true;
        });
    }

    private Secret nextToken() {
        return credentials.next(CredentialFormat.Kind.REGISTRATION_TOKEN);
    }

    private static Actor actor(App app, Request request) {
        return Actor.app(app.clientId().value(), request);
    }

    private static Optional<ClientId> clientId(String value) {
        try {
            return Optional.of(new ClientId(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
