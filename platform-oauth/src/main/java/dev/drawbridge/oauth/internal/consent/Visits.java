package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import dev.drawbridge.oauth.spi.Interaction;
import java.util.Optional;
import java.util.function.Function;

/** Finds out who is at which interaction: the link names it, the cookie proves the browser, the host knows the user. */
public final class Visits {

    private final Interactions interactions;
    private final HostQueries host;
    private final Apps apps;
    private final PlatformClock clock;
    private final DeadEndPages deadEnds;

    /**
     * Makes what finds visits.
     *
     * @param interactions requests on their way
     * @param host asks the host
     * @param apps finds apps
     * @param clock the time
     * @param deadEnds the pages where nothing can be decided
     */
    public Visits(Interactions interactions, HostQueries host, Apps apps, PlatformClock clock, DeadEndPages deadEnds) {
        this.interactions = interactions;
        this.host = host;
        this.apps = apps;
        this.clock = clock;
        this.deadEnds = deadEnds;
    }

    /**
     * Handles a request at an interaction that can still be decided by its own browser and a logged-in user; responds
     * itself to every other one.
     */
    Response at(Request request, Function<Visit, Response> then) {
        String id = request.pathParameter(ConsentEndpoint.ID);
        Optional<Interaction> found = interactions.find(id, request);
        if (found.isEmpty()) {
            return deadEnds.notYours(request);
        }
        Interaction interaction = found.get();
        App app = app(interaction);
        if (interaction.consumed()) {
            return deadEnds.completed(request, app);
        }
        Optional<HostUser> user = host.user(request);
        if (interactions.expired(interaction)) {
            return deadEnds.expired(request, interaction, app, app.reviewed() || user.isPresent());
        }
        return user.isPresent()
                ? then.apply(new Visit(request, interaction, app, user.get()))
                : Response.seeOther(host.loginUrl(ConsentEndpoint.path(id)).toString());
    }

    private App app(Interaction interaction) {
        App app = apps.find(interaction.request().app())
                .filter(candidate -> candidate.usable(clock.instant()))
                .orElseThrow(() -> new InvalidLinkException(Reason.APP_NOT_ACTIVE));
        if (!RedirectUris.matches(app, interaction.request().redirectUri())) {
            throw new InvalidLinkException(Reason.INVALID_REDIRECT_URI, app);
        }
        return app;
    }
}
