package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that asks again before something that cannot be undone, or that others notice: consequences, facts, a button that
 * says what it does, and the way back. The page's heading is the question: "Disconnect Northwind Sync from Pro Field
 * Services?" Not thread-safe.
 *
 * <pre>{@code
 * ${Confirmation.of(Form.post(path, token).danger(endSecret, "action", "end").cancel(back, cancel))
 *     .consequence(whatStops)
 *     .facts(@`${fact(lastUsed, moment(secret.lastUsedAt()))}`)}
 * }</pre>
 */
public final class Confirmation implements Component {

    private final Form form;
    private final List<Content> consequences = new ArrayList<>();
    private Html facts = Html.EMPTY;

    private Confirmation(Form form) {
        this.form = form;
    }

    /**
     * Begins a confirmation.
     *
     * @param form its main button is a verb with its object ("Disconnect Northwind Sync"), {@link Form#danger} for what cannot
     *     be undone; its cancel link leads back
     * @return the confirmation
     */
    public static Confirmation of(Form form) {
        return new Confirmation(form);
    }

    /**
     * Adds what will happen.
     *
     * @param sentence with numbers where there are any: "This disconnects 2 companies."
     */
    public Confirmation consequence(String sentence) {
        return consequence(Components.html(Html.text(sentence)));
    }

    /**
     * Adds what will happen, with markup such as a time.
     *
     * @param sentence phrasing content
     */
    public Confirmation consequence(Content sentence) {
        consequences.add(sentence);
        return this;
    }

    /**
     * Sets what the thing is.
     *
     * @param content {@link Components#fact facts}
     */
    public Confirmation facts(Content content) {
        this.facts = Components.render(Components.facts(content));
        return this;
    }

    /**
     * Renders the confirmation.
     *
     * @return a section
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render("confirmation", this);
    }

    List<Content> consequences() {
        return consequences;
    }

    Html facts() {
        return facts;
    }

    Form form() {
        return form;
    }
}
