package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import java.util.ArrayList;
import java.util.List;

/** What surrounds the pages of a developer who is logged in: navigation, and the tabs of an app. Thread-safe. */
public final class PortalFrame {

    private final PageFrame frame;
    private final FormTokens formTokens;
    private final Templates templates = Templates.of(PortalFrame.class);

    /**
     * Makes the frame.
     *
     * @param frame what surrounds every page
     * @param formTokens issues the tokens of forms
     */
    public PortalFrame(PageFrame frame, FormTokens formTokens) {
        this.frame = frame;
        this.formTokens = formTokens;
    }

    PortalCall call(Access access, Request request) {
        String token = formTokens.issue(access.session().id());
        return new PortalCall(request, access.session().developer(), token);
    }

    Response page(PortalCall call, PortalResponse.Page page) {
        return page(call, page, "", List.of());
    }

    Response page(PortalCall call, PortalResponse.Page page, App app, List<AppPanel> panels) {
        return page(call, page, app.profile().name(), tabs(app, panels));
    }

    private Response page(PortalCall call, PortalResponse.Page page, String subject, List<Tab> tabs) {
        Chrome chrome = new Chrome.Portal(
                call.developer().email(), call.formToken(), call.request().path(), subject, tabs);
        return frame.page(new Page(page.status(), page.title(), page.content(), chrome));
    }

    private List<Tab> tabs(App app, List<AppPanel> panels) {
        String path = PortalPaths.app(app.id());
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab(templates.text().of("app-overview.tab"), path));
        panels.forEach(panel -> tabs.add(new Tab(panel.title(), path + panel.path())));
        return tabs;
    }
}
