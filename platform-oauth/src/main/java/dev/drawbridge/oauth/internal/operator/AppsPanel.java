package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.oauth.internal.portal.AppProblems;
import java.util.List;
import java.util.function.Function;

/** The section "Apps": find them, edit them, stop them, register the host's own. Thread-safe. */
final class AppsPanel implements OperatorPanel {

    static final String PATH = "/apps";
    static final String NEW = PATH + "/new";
    static final String SUSPEND = "/suspend";
    static final String RESUME = "/resume";
    static final String EDIT = "/edit";

    private static final String ONE = PATH + "/{" + OperatedApps.ID + "}";
    private static final int ORDER = 20;

    private final AppsJson json;
    private final AppsPages pages;
    private final AppFormPages forms;
    private final Templates templates = Templates.of(AppsPanel.class);

    AppsPanel(AppsJson json, AppsPages pages, AppFormPages forms) {
        this.json = json;
        this.pages = pages;
        this.forms = forms;
    }

    static String path(App app) {
        return PATH + "/" + app.id().value();
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("apps.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("apps.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return List.of(
                OperatorRoute.page("GET", PATH, mapped(pages::list)),
                OperatorRoute.formPage(NEW, mapped(forms::blank)),
                OperatorRoute.page("POST", NEW, mapped(forms::create)),
                OperatorRoute.page("GET", ONE, mapped(pages::show)),
                OperatorRoute.formPage(ONE + EDIT, mapped(forms::edit)),
                OperatorRoute.page("POST", ONE + EDIT, mapped(forms::save)),
                OperatorRoute.formPage(ONE + SUSPEND, mapped(pages::askReason)),
                OperatorRoute.page("POST", ONE + SUSPEND, mapped(pages::suspend)),
                OperatorRoute.page("POST", ONE + RESUME, mapped(pages::resume)),
                OperatorRoute.json("GET", PATH, mapped(json::list)),
                OperatorRoute.json("POST", PATH, mapped(json::create)),
                OperatorRoute.json("GET", ONE, mapped(json::show)),
                OperatorRoute.json("PATCH", ONE, mapped(json::edit)),
                OperatorRoute.json("POST", ONE + SUSPEND, mapped(json::suspend)),
                OperatorRoute.json("POST", ONE + RESUME, mapped(json::resume)));
    }

    private static Function<OperatorCall, PortalResponse> mapped(Function<OperatorCall, PortalResponse> handler) {
        return AppProblems.mapping(handler);
    }
}
