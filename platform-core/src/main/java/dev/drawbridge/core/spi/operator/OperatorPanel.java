package dev.drawbridge.core.spi.operator;

import java.util.List;

/** A section of the operator's area. Implementations are thread-safe. */
public interface OperatorPanel {

    /**
     * Returns where the section's first page is.
     *
     * @return below {@link OperatorPaths#PAGES}, beginning with a slash, for example {@code /apps}
     */
    String path();

    /**
     * Returns the section's label.
     *
     * @return one or two words
     */
    String title();

    /**
     * Returns the place among the sections.
     *
     * @return lower ones come first
     */
    int order();

    /**
     * Returns the pages and JSON calls of the section.
     *
     * @return the routes
     */
    List<OperatorRoute> routes();

    /**
     * Says in one sentence what the section is for, on the first page of the area.
     *
     * @return a sentence
     */
    String purpose();
}
