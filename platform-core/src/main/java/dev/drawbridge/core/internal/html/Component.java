package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;
import gg.jte.TemplateOutput;

/** A component that is built step by step. Templates print it as it is: <code>${Alert.info("Saved")}</code>. */
interface Component extends Content {

    /**
     * Renders the component.
     *
     * @return its markup
     */
    Html render();

    @Override
    default void writeTo(TemplateOutput output) {
        output.writeContent(render().markup());
    }
}
