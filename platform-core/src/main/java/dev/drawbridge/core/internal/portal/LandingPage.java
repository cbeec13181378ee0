package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.SessionCookies;
import dev.drawbridge.core.internal.portal.frame.VisitorFrame;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.site.Landing;
import dev.drawbridge.core.spi.site.Links;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a developer sees first: what the host says of its API, and what there is to build with. Thread-safe. */
public final class LandingPage {

    private static final String LANGUAGE = "lang";
    private static final int RESOURCES_NAMED = 3;

    private final String productName;
    private final Catalog catalog;
    private final LimitTable limits;
    private final Optional<Landing> landing;
    private final Links links;
    private final SessionCookies sessions;
    private final VisitorFrame frame;
    private final Templates templates = Templates.of(LandingPage.class);

    /**
     * Makes the page.
     *
     * @param productName what the product is called
     * @param catalog what there is to build with
     * @param landing what the host says, or nothing
     * @param links where the documentation is
     * @param sessions recognise developers who are logged in
     * @param frame what pages for visitors have in common
     */
    public LandingPage(
            String productName,
            Catalog catalog,
            Optional<Landing> landing,
            Links links,
            SessionCookies sessions,
            VisitorFrame frame) {
        this.productName = productName;
        this.catalog = catalog;
        this.limits = LimitTable.of(catalog.plans().tiers(), catalog.limits());
        this.landing = landing;
        this.links = links;
        this.sessions = sessions;
        this.frame = frame;
    }

    /**
     * What there is to build with.
     *
     * @param scopes what apps may be allowed
     * @param events what webhooks tell
     * @param plans the tiers of companies
     * @param limits how much apps may call
     */
    public record Catalog(List<Scope> scopes, List<EventType> events, Plans plans, PlanLimits limits) {}

    /**
     * Returns the route of the page.
     *
     * @return open to everybody
     */
    public Route route() {
        return Route.page("GET", PortalPaths.PAGES, this::page).openToEverybody();
    }

    /**
     * The model of {@code landing.jte}.
     *
     * @param eyebrow above the headline, possibly empty
     * @param headline the first heading
     * @param lead what one can do
     * @param docs where the documentation is, if the host says so
     * @param facts below the buttons, possibly none
     * @param sample a request and its response, if the host has any
     * @param languages of all samples
     * @param tiles what others build, possibly nothing
     * @param limits the plans with their quotas, possibly nothing
     * @param matrix the scopes by resource
     * @param scopes what apps may be allowed
     * @param events what webhooks tell, possibly nothing
     */
    record Model(
            String eyebrow,
            String headline,
            String lead,
            @Nullable String docs,
            List<String> facts,
            Landing.@Nullable Sample sample,
            List<String> languages,
            List<Landing.Tile> tiles,
            LimitTable limits,
            ScopeMatrix matrix,
            List<Scope> scopes,
            List<EventType> events) {}

    private Response page(Request request) {
        if (sessions.ofPage(request).isPresent()) {
            return Response.seeOther(PortalPaths.DASHBOARD);
        }
        Model model = model(request.query().text(LANGUAGE));
        return frame.page(
                200,
                model.headline(),
                templates.render("landing", model),
                Head.NONE
                        .documentTitle(templates.text().of("landing.document", productName))
                        .withoutHeading());
    }

    private Model model(String language) {
        ScopeMatrix matrix = ScopeMatrix.of(catalog.scopes());
        Landing shown = landing.orElseGet(() -> derived(matrix));
        List<Landing.Sample> samples = shown.samples();
        return new Model(
                shown.eyebrow(),
                shown.headline(),
                shown.lead(),
                links.docs().map(Object::toString).orElse(null),
                shown.facts(),
                samples.stream()
                        .filter(sample -> sample.language().equals(language))
                        .findFirst()
                        .or(() -> samples.stream().findFirst())
                        .orElse(null),
                samples.stream().map(Landing.Sample::language).toList(),
                shown.tiles(),
                limits,
                matrix,
                catalog.scopes(),
                catalog.events());
    }

    /** What can be said of every host: its name, and what its first scopes are about. */
    private Landing derived(ScopeMatrix matrix) {
        Messages text = templates.text();
        List<String> words = matrix.words(RESOURCES_NAMED);
        String named = words.size() == 1
                ? words.get(0)
                : text.of(
                        "landing.list",
                        String.join(", ", words.subList(0, words.size() - 1)),
                        words.get(words.size() - 1));
        return Landing.of(text.of("landing.title", productName), text.of("landing.lead", named, productName));
    }
}
