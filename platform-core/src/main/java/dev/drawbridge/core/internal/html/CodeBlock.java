package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;

/** Several lines of code, with a button to copy them where scripts run. */
public final class CodeBlock {

    private CodeBlock() {}

    /**
     * Renders code.
     *
     * @param id an id that is unique on the page
     * @param label what it is, for example "Get a token with curl"
     * @param code the lines
     * @return the block
     */
    public static Html of(String id, String label, String code) {
        return Components.TEMPLATES.render("code", new Model(id, label, code));
    }

    record Model(String id, String label, String code) {}
}
