package dev.drawbridge.core.spi;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.spi.app.App;
import java.util.List;

/** A tab of an app in the portal. Implementations are thread-safe. */
public interface AppPanel {

    /**
     * Returns where the tab's page is.
     *
     * @return below the app's page, beginning with a slash, for example {@code /webhooks}
     */
    String path();

    /**
     * Returns the tab's label.
     *
     * @return one or two words
     */
    String title();

    /**
     * Returns the place among the tabs.
     *
     * @return lower ones come first
     */
    int order();

    /**
     * Renders what the app's overview shows of this panel.
     *
     * @param app the app
     * @return a section, or {@link Html#EMPTY}
     */
    Html summary(App app);

    /**
     * Renders the figures at the top of the app's overview, before everything that is set rather than measured.
     *
     * @param app the app
     * @return a row of figures, nothing by default
     */
    default Html figures(App app) {
        return Html.EMPTY;
    }

    /**
     * Returns pages and JSON calls of this panel.
     *
     * @return the routes
     */
    List<PanelRoute> routes();

    /**
     * Finds what needs attention, in one statement at most.
     *
     * @param apps the developer's live apps, possibly none
     * @return the notices
     */
    List<Notice> notices(List<App> apps);

    /**
     * Returns what pages say after actions of this panel; only messages that a panel names are shown.
     *
     * @return the messages, none by default
     */
    default List<? extends FlashMessage> flashes() {
        return List.of();
    }
}
