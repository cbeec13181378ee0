package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page.Head;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import java.util.List;

/** The first tab of an app: what it is, and a summary of each other tab. Thread-safe. */
public final class AppOverviewPage {

    private final PlatformClock clock;
    private final Templates templates = Templates.of(AppOverviewPage.class);

    /**
     * Makes the page.
     *
     * @param clock the time
     */
    public AppOverviewPage(PlatformClock clock) {
        this.clock = clock;
    }

    /**
     * The model of {@code appOverview.jte}.
     *
     * @param app the app
     * @param figures what it does, in figures
     * @param attention what its developer should look at
     * @param summaries one of each panel
     */
    record Model(App app, List<Html> figures, Attention attention, List<Html> summaries) {}

    /** Returns the page, with the summaries of these panels. */
    PanelRoute route(List<AppPanel> panels) {
        return PanelRoute.page("GET", "", call -> page(call, panels));
    }

    private PortalResponse page(PanelCall call, List<AppPanel> panels) {
        App app = call.app();
        List<App> live = app.usable(clock.instant()) ? List.of(app) : List.of();
        Model model = new Model(
                app,
                panels.stream().map(panel -> panel.figures(app)).toList(),
                Attention.of(live, panels, false, ""),
                panels.stream().map(panel -> panel.summary(app)).toList());
        return PortalResponse.page(
                app.profile().name(),
                templates.render("appOverview", model),
                Head.NONE
                        .badge(templates.render("appBadge", AppState.of(app, clock.instant())))
                        .meta(templates.render("appMeta", app)));
    }
}
