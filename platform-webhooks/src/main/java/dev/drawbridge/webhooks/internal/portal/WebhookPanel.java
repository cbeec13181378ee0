package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tab "Webhooks" of an app (spec/portal.md P20, P21), its pages and JSON calls. Thread-safe. */
public final class WebhookPanel implements AppPanel {

    /** Why sending again or pausing needs no recent password. */
    static final String SAME_RECEIVER = "The receiver that gets it, or no longer does, was confirmed before.";

    /** Why deleting needs no recent password. */
    static final String ENDS_DELIVERIES = "It ends deliveries and a secret; nobody gets data by it.";

    private static final int ORDER = 40;

    private final Endpoints endpoints;
    private final PageRoutes pages;
    private final JsonRoutes calls;
    private final boolean selfService;

    public WebhookPanel(Endpoints endpoints, PageRoutes pages, JsonRoutes calls, boolean selfService) {
        this.endpoints = endpoints;
        this.pages = pages;
        this.calls = calls;
        this.selfService = selfService;
    }

    @Override
    public String path() {
        return WebhookPaths.LIST;
    }

    @Override
    public String title() {
        return WebhookTexts.text().of("panel.tab");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Html summary(App app) {
        return Html.EMPTY;
    }

    @Override
    public List<PanelRoute> routes() {
        List<PanelRoute> changing = new ArrayList<>(pages.changing());
        changing.addAll(calls.changing());
        List<PanelRoute> routes = new ArrayList<>(pages.reading());
        routes.addAll(calls.reading());
        routes.addAll(
                selfService
                        ? changing
                        : changing.stream().map(WebhookPanel::refused).toList());
        return WebhookProblems.mapping(routes);
    }

    /** Where the host manages endpoints, changes have their routes all the same, and say so. */
    private static PanelRoute refused(PanelRoute route) {
        return route.withHandler(call -> {
            throw new WebhookRefusedException(Reason.NOT_SELF_SERVICE);
        });
    }

    @Override
    public List<WebhookFlash> flashes() {
        return List.of(WebhookFlash.values());
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        return endpoints.disabled(apps.stream().map(App::id).collect(Collectors.toSet())).stream()
                .map(endpoint -> new Notice(
                        endpoint.app(),
                        WebhookTexts.text().of("panel.notice", endpoint.url()),
                        WebhookPaths.ENDPOINT.replace(
                                "{endpoint}", endpoint.id().value()),
                        WebhookTexts.text().of("panel.notice-action"),
                        true))
                .toList();
    }
}
