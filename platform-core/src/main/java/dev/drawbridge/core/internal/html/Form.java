package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.csrf.FormTokens;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;

/**
 * A form that posts: error summary, hidden fields, fields, buttons. Not thread-safe.
 *
 * <p>Browsers do not check it ({@code novalidate}): the server's messages are better and are the same for everybody.
 */
public final class Form implements Component {

    private final String action;
    private final List<Hidden> hidden = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Content> content = new ArrayList<>();
    private final List<Button> buttons = new ArrayList<>();
    private FieldErrors errors = FieldErrors.NONE;
    private Html cancel = Html.EMPTY;
    private String object = "";
    private boolean inline;

    private Form(String action) {
        this.action = action;
    }

    /**
     * Begins a form.
     *
     * @param action the path it posts to
     * @param formToken the token of {@link FormTokens}; empty for visitors, who have no session that could be abused
     * @return the form
     */
    public static Form post(String action, String formToken) {
        Form form = new Form(action);
        return formToken.isEmpty() ? form : form.hidden(FormTokens.FIELD, formToken);
    }

    /**
     * Shows what is wrong above the fields, and each error beside its field.
     *
     * @param wrong the errors, possibly none
     */
    public Form errors(FieldErrors wrong) {
        this.errors = wrong;
        return this;
    }

    /**
     * Adds a value that is not shown.
     *
     * @param name the name that is sent
     * @param value the value
     */
    public Form hidden(String name, String value) {
        hidden.add(new Hidden(name, value));
        return this;
    }

    /**
     * Adds values that are not shown.
     *
     * @param values in the order in which they are sent
     */
    public Form hidden(List<Hidden> values) {
        hidden.addAll(values);
        return this;
    }

    /**
     * Adds a field.
     *
     * @param field the field
     */
    public Form add(Field field) {
        fields.add(field);
        content.add(field);
        return this;
    }

    /**
     * Adds fields.
     *
     * @param more the fields in order
     */
    public Form add(List<Field> more) {
        more.forEach(this::add);
        return this;
    }

    /**
     * Adds a block of a template between the fields.
     *
     * @param block flow content
     */
    public Form add(Content block) {
        content.add(block);
        return this;
    }

    /**
     * Adds the main button.
     *
     * @param label a verb first
     */
    public Form submit(String label) {
        buttons.add(new Button(label, "button", "", ""));
        return this;
    }

    /**
     * Adds the main button, which sends a value of its own.
     *
     * @param label a verb first
     * @param name the name that is sent
     * @param value the value
     */
    public Form submit(String label, String name, String value) {
        buttons.add(new Button(label, "button", name, value));
        return this;
    }

    /**
     * Adds a further button.
     *
     * @param label a verb first
     * @param name the name that is sent, possibly empty
     * @param value the value
     */
    public Form secondary(String label, String name, String value) {
        buttons.add(new Button(label, "button secondary", name, value));
        return this;
    }

    /**
     * Adds a button for what cannot be undone.
     *
     * @param label a verb first
     * @param name the name that is sent, possibly empty
     * @param value the value
     */
    public Form danger(String label, String name, String value) {
        buttons.add(new Button(label, "button danger", name, value));
        return this;
    }

    /**
     * Adds a button of a thing that stays usable, for what cannot be undone; {@link #danger} is for the page that asks again.
     *
     * @param label a verb first
     * @param name the name that is sent, possibly empty
     * @param value the value
     */
    public Form quietDanger(String label, String name, String value) {
        buttons.add(new Button(label, "button danger-quiet", name, value));
        return this;
    }

    /**
     * Names what the buttons are about, for those who hear "Disconnect" without seeing beside what it is. For forms of which
     * a page has several.
     *
     * @param name for example the app's
     */
    public Form about(String name) {
        this.object = name;
        return this;
    }

    /**
     * Adds a link that leaves the form.
     *
     * @param href where to
     * @param label what is read
     */
    public Form cancel(String href, String label) {
        this.cancel = Link.secondary(href, label);
        return this;
    }

    /**
     * Makes it a form of buttons only that is in a line, a table cell or an alert.
     */
    public Form inline() {
        this.inline = true;
        return this;
    }

    /**
     * Renders the form.
     *
     * @return the form
     */
    @Override
    public Html render() {
        if (!errors.isEmpty()) {
            fields.forEach(field -> field.error(errors));
        }
        return Components.TEMPLATES.render("form", this);
    }

    /**
     * A value that is sent but not shown.
     *
     * @param name the name that is sent
     * @param value the value
     */
    public record Hidden(String name, String value) {}

    record Button(String label, String cssClass, String name, String value) {}

    String action() {
        return action;
    }

    String object() {
        return object;
    }

    String cssClass() {
        return inline ? "form-inline" : "form";
    }

    List<Hidden> hidden() {
        return hidden;
    }

    List<Content> content() {
        return content;
    }

    List<Button> buttons() {
        return buttons;
    }

    Html errors() {
        return errors.summary();
    }

    Html cancel() {
        return cancel;
    }
}
