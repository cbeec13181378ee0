package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** A value that people take elsewhere: selectable, with a button to copy it where scripts run. */
public final class CopyField {

    private CopyField() {}

    /**
     * Renders the value below its label.
     *
     * @param id an id that is unique on the page
     * @param label what it is
     * @param value the value
     * @return the field
     */
    public static Html of(String id, String label, String value) {
        return Components.TEMPLATES.render("copyfield", new Model(id, label, value));
    }

    /**
     * Renders the value alone, for table cells and facts.
     *
     * @param id an id that is unique on the page
     * @param label what it is, for assistive technology
     * @param value the value
     * @return the value with its button
     */
    public static Html inline(String id, String label, String value) {
        return Components.TEMPLATES.render("copyinline", new Model(id, label, value));
    }

    record Model(String id, String label, String value) {}
}
