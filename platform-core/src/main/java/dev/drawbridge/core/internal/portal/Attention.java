package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a developer should look at: the model of {@code attention.jte}. What is broken comes first.
 *
 * @param rows the notices that are shown
 * @param total how many there are
 * @param all where all of them are shown, empty if they are
 */
record Attention(List<Row> rows, int total, String all) {

    /** How many are shown unless all are asked for. */
    static final int SHOWN = 5;

    /**
     * A notice.
     *
     * @param text a sentence
     * @param app the app's name, empty on the app's own page
     * @param path where to act
     * @param action what the link says, empty for the usual word
     * @param broken whether something does not work any more
     */
    record Row(String text, String app, String path, String action, boolean broken) {}

    /** Asks the panels about apps, each in one statement. */
    static Attention of(List<App> live, List<AppPanel> panels, boolean named, String all) {
        Map<AppId, String> names = live.stream()
                .collect(Collectors.toMap(App::id, app -> named ? app.profile().name() : ""));
        List<Row> rows = panels.stream()
                .flatMap(panel -> panel.notices(live).stream())
                .map(notice -> row(notice, names.getOrDefault(notice.app(), "")))
                .sorted(Comparator.comparing(Row::broken).reversed())
                .toList();
        boolean cut = !all.isEmpty() && rows.size() > SHOWN;
        return new Attention(cut ? rows.subList(0, SHOWN) : rows, rows.size(), cut ? all : "");
    }

    private static Row row(Notice notice, String app) {
        return new Row(
                notice.text(), app, PortalPaths.app(notice.app(), notice.path()), notice.action(), notice.broken());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }
}
