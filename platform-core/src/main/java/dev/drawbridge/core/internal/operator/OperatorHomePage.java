package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import java.util.List;

/** The first page of the area: what the sections are for. Thread-safe. */
final class OperatorHomePage {

    private final List<OperatorPanel> panels;
    private final Templates templates = Templates.of(OperatorHomePage.class);

    OperatorHomePage(List<OperatorPanel> panels) {
        this.panels = panels;
    }

    /**
     * The model of {@code home.jte}.
     *
     * @param readOnly whether the operator changes nothing
     * @param sections where the links lead
     */
    record Model(boolean readOnly, List<Section> sections) {}

    /** A section and its page. */
    record Section(String title, String path, String purpose) {}

    String title() {
        return templates.text().of("home.tab");
    }

    OperatorRoute route() {
        return OperatorRoute.page("GET", "", this::show);
    }

    private PortalResponse show(OperatorCall call) {
        List<Section> sections = panels.stream()
                .map(panel -> new Section(panel.title(), OperatorPaths.PAGES + panel.path(), panel.purpose()))
                .toList();
        return PortalResponse.page(
                templates.text().of("home.title"), templates.render("home", new Model(!call.mayChange(), sections)));
    }
}
