package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.InteractionStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins, finds and forgets interactions: authorization requests on their way through login and consent. */
public final class Interactions {

    /** How long a user has to log in and decide. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    /** How long one is kept after its end: a page that is opened again within the hour is told what became of its request. */
    public static final Duration KEPT = Duration.ofHours(1);

    private final InteractionStore store;
    private final BrowserBinding browsers;
    private final Ulids ids;
    private final PlatformClock clock;

    /**
     * Makes the interactions.
     *
     * @param store where they are kept
     * @param browsers ties them to their browsers
     * @param ids makes ids
     * @param clock the time
     */
    public Interactions(InteractionStore store, BrowserBinding browsers, Ulids ids, PlatformClock clock) {
        this.store = store;
        this.browsers = browsers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * An interaction that is not kept yet.
     *
     * @param interaction the interaction
     * @param cookie what its browser will hold
     */
    record Begun(Interaction interaction, Secret cookie) {}

    /** Makes an interaction for a request; {@code pushed} is the hash of its {@code request_uri}. */
    Begun begin(AuthorizationRequest request, @Nullable TokenHash pushed) {
        Secret cookie = browsers.next();
        Interaction interaction = new Interaction(
                ids.next(),
                TokenHash.of(cookie),
                request,
                pushed,
                null,
                null,
                clock.instant().plus(LIFETIME),
                null);
        return new Begun(interaction, cookie);
    }

    /** Keeps an interaction. */
    void keep(Interaction interaction) {
        store.insert(interaction);
    }

    /** Gives a browser the cookie of the interaction that it began. */
    Response bind(Request request, Response response, Begun begun) {
        return browsers.give(request, response, begun.interaction(), begun.cookie());
    }

    /** Finds an interaction that the browser of the request began. */
    Optional<Interaction> find(String id, Request request) {
        return Optional.of(id)
                .filter(name -> name.length() <= Interaction.MAX_ID)
                .flatMap(store::find)
                .filter(interaction -> browsers.holds(request, interaction));
    }

    /** Reads an interaction again. */
    Optional<Interaction> reload(Interaction interaction) {
        return store.find(interaction.id());
    }

    boolean expired(Interaction interaction) {
        return interaction.expired(clock.instant());
    }

    /** Binds an interaction to its user and a company; false if it can no longer be decided. */
    boolean choose(Visit visit, CompanyId company) {
        return store.choose(visit.interaction().id(), visit.user().id(), company, clock.instant());
    }

    /** Does the same, unless it is bound to both already. */
    boolean ensureChosen(Visit visit, CompanyId company) {
        return visit.interaction().chosenBy(visit.user().id(), company) || choose(visit, company);
    }
}
