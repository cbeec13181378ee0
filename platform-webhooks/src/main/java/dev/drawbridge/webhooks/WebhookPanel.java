package dev.drawbridge.webhooks;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.panel.AppPanel;
import dev.drawbridge.core.panel.Notice;
import dev.drawbridge.core.panel.PanelRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tab "Webhooks" of an app (spec/portal.md P20, P21). Thread-safe. */
final class WebhookPanel implements AppPanel {

    private static final int ORDER = 40;

    private final Endpoints endpoints;
    private final EndpointFormPage pages;
    private final EndpointJson api;

    WebhookPanel(CoreServices env, Endpoints endpoints, WebhookDispatcher dispatcher, Optional<String> contact) {
        this.endpoints = endpoints;
        EndpointNotices changes = new EndpointNotices(env, dispatcher);
        this.pages = new EndpointFormPage(env, dispatcher, changes, contact);
        this.api = new EndpointJson(dispatcher, changes, contact.isEmpty());
    }

    @Override
    public String path() {
        return "/webhooks";
    }

    @Override
    public String title() {
        return "Webhooks";
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
        List<PanelRoute> routes = new ArrayList<>(pages.routes());
        routes.addAll(api.routes());
        return routes;
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        return endpoints.disabled(apps.stream().map(App::id).collect(Collectors.toSet())).stream()
                .map(endpoint -> new Notice(
                        endpoint.app(),
                        "A webhook endpoint was disabled because it failed: " + endpoint.url(),
                        path() + "/" + endpoint.id()))
                .toList();
    }
}
