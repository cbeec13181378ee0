package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.internal.account.Suspensions;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import java.util.List;

/** The section "Developers": find them, suspend them, let them back in. Thread-safe. */
public final class DevelopersPanel implements OperatorPanel {

    static final String PATH = OperatorPaths.DEVELOPERS.substring(OperatorPaths.PAGES.length());
    static final String ID = "developer";
    static final String ONE = PATH + "/{" + ID + "}";
    static final String SUSPEND = "/suspend";
    static final String UNSUSPEND = "/unsuspend";

    private static final int ORDER = 10;

    private final DeveloperList list;
    private final DeveloperPages pages;
    private final Templates templates = Templates.of(DevelopersPanel.class);

    /**
     * Makes the section.
     *
     * @param accounts finds developers
     * @param apps lists their apps
     * @param suspensions suspends them
     * @return the section
     */
    public static DevelopersPanel of(AccountStore accounts, Apps apps, Suspensions suspensions) {
        return new DevelopersPanel(new FoundDevelopers(accounts, apps), new SuspendDeveloper(suspensions));
    }

    private DevelopersPanel(FoundDevelopers found, SuspendDeveloper suspend) {
        this.list = new DeveloperList(found, suspend);
        this.pages = new DeveloperPages(found, suspend);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("developers.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("developers.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return List.of(
                OperatorRoute.page("GET", PATH, pages::list),
                OperatorRoute.page("GET", ONE, pages::show),
                OperatorRoute.formPage(ONE + SUSPEND, pages::askReason),
                OperatorRoute.page("POST", ONE + SUSPEND, pages::suspend),
                OperatorRoute.page("POST", ONE + UNSUSPEND, pages::unsuspend),
                OperatorRoute.json("GET", PATH, list::json),
                OperatorRoute.json("GET", ONE, list::one),
                OperatorRoute.json("POST", ONE + SUSPEND, list::suspend),
                OperatorRoute.json("POST", ONE + UNSUSPEND, list::unsuspend));
    }
}
