package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.core.spi.operator.SystemPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The section "System": what runs, with which keys and tables, and what waits to be done. Thread-safe. */
public final class SystemPanel implements OperatorPanel {

    /** Where the section is. */
    public static final String PATH = "/system";

    private static final int ORDER = 70;

    private final List<SystemPart> parts;
    private final Templates templates = Templates.of(SystemPanel.class);

    /**
     * Makes the section.
     *
     * @param parts in the order of the page
     */
    public SystemPanel(List<SystemPart> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("system.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("system.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return Stream.concat(
                        Stream.of(
                                OperatorRoute.page("GET", PATH, this::page),
                                OperatorRoute.json("GET", PATH, this::json)),
                        parts.stream().flatMap(part -> part.routes().stream()))
                .toList();
    }

    private PortalResponse page(OperatorCall call) {
        Html content = parts.stream().map(part -> part.section().apply(call)).reduce(Html.EMPTY, Html::plus);
        return PortalResponse.page(title(), content);
    }

    private PortalResponse json(OperatorCall call) {
        Map<String, Object> body = new LinkedHashMap<>();
        parts.forEach(part -> body.put(part.name(), part.json().get()));
        return PortalResponse.json(200, body);
    }
}
