package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.internal.portal.frame.FlashCookie;
import dev.drawbridge.core.internal.portal.frame.SessionCookies.Access;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DefinedBy;
import java.util.ArrayList;
import java.util.List;

/** What surrounds the pages of a developer who is logged in: navigation, and the tabs of an app. Thread-safe. */
public final class PortalFrame {

    private final String productName;
    private final PageFrame frame;
    private final FormTokens formTokens;
    private final FlashCookie flashes;
    private final PlatformClock clock;
    private final Templates templates = Templates.of(PortalFrame.class);

    /**
     * Makes the frame.
     *
     * @param productName what the product is called
     * @param frame what surrounds every page
     * @param formTokens issues the tokens of forms
     * @param flashes carry what an action did to the next page
     * @param clock the time
     */
    public PortalFrame(
            String productName, PageFrame frame, FormTokens formTokens, FlashCookie flashes, PlatformClock clock) {
        this.productName = productName;
        this.frame = frame;
        this.formTokens = formTokens;
        this.flashes = flashes;
        this.clock = clock;
    }

    PortalCall call(Access access, Request request) {
        String token = formTokens.issue(access.session().id());
        return new PortalCall(request, access.session().developer(), token);
    }

    /** What surrounds a page that belongs to no app. */
    Chrome chrome(PortalCall call) {
        return new Chrome.Portal(
                call.developer().email(), call.formToken(), call.request().path(), List.of());
    }

    /** Redirects to the page that says what was done. */
    Response done(PortalCall call, PortalResponse.Done done) {
        return flashes.give(Response.seeOther(done.location()), call.formToken(), done.message(), done.subject());
    }

    /**
     * The model of {@code appNotice.jte}.
     *
     * @param state whether the app works
     * @param internal whether the product itself defines it
     * @param productName what the product is called
     */
    record AppNotice(AppState state, boolean internal, String productName) {}

    Response page(PortalCall call, PortalResponse.Page page, MountedRoutes all) {
        return page(call, page, "", List.of(), flash(call, all));
    }

    /** Surrounds a page of an app; whether the app works is said on every tab. */
    Response page(PortalCall call, PortalResponse.Page page, App app, MountedRoutes all) {
        Html notice = flash(call, all).plus(appNotice(app));
        return page(call, page, app.profile().name(), tabs(app, all), notice);
    }

    private Response page(PortalCall call, PortalResponse.Page page, String subject, List<Tab> tabs, Html notice) {
        Chrome chrome = new Chrome.Portal(
                call.developer().email(), call.formToken(), call.request().path(), subject, tabs);
        Response shown = frame.page(new Page(
                page.status(), page.title(), page.content(), chrome, page.head().notice(notice)));
        return flashes.take(shown, call.request());
    }

    private Html appNotice(App app) {
        AppState state = AppState.of(app, clock.instant());
        return templates.render("appNotice", new AppNotice(state, app.definedBy() == DefinedBy.INTERNAL, productName));
    }

    private Html flash(PortalCall call, MountedRoutes all) {
        return flashes.read(call.request(), call.formToken())
                .flatMap(flash -> all.message(flash.code()).map(message -> message.sentence(flash.subject())))
                .map(sentence -> Alert.success(sentence).render())
                .orElse(Html.EMPTY);
    }

    /** The tabs of an app; of one that cannot be changed only those that show something. */
    private List<Tab> tabs(App app, MountedRoutes all) {
        String path = PortalPaths.app(app.id());
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab(templates.text().of("app-overview.tab"), path));
        all.panels().stream()
                .filter(panel -> Changeable.is(app) || !all.isForm(panel))
                .forEach(panel -> tabs.add(new Tab(panel.title(), path + panel.path())));
        return tabs;
    }
}
