package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A form field with label, hint and error, joined for assistive technology. Not thread-safe.
 *
 * <p>The input's id is {@code f-<name>}; error summaries link to it. Passwords never show a value again.
 */
public final class Field implements Component {

    enum Kind {
        TEXT,
        EMAIL,
        URL,
        DATE,
        PASSWORD,
        TEXTAREA,
        CHECKBOXES,
        RADIOS,
        SELECT
    }

    private final Kind kind;
    private final String name;
    private final String label;
    private final List<Option> options;
    private String hint = "";
    private String value = "";
    private Set<String> selected = Set.of();
    private boolean required;
    private boolean monospaced;
    private int rows = 4;
    private String autocomplete = "";
    private String error = "";

    private Field(Kind kind, String name, String label, List<Option> options) {
        this.kind = kind;
        this.name = name;
        this.label = label;
        this.options = List.copyOf(options);
    }

    /**
     * Begins a line of text.
     *
     * @param name the name that is sent
     * @param label what is read
     * @return the field
     */
    public static Field text(String name, String label) {
        return new Field(Kind.TEXT, name, label, List.of());
    }

    /**
     * Begins an e-mail address.
     *
     * @param name the name that is sent
     * @param label what is read
     * @return the field
     */
    public static Field email(String name, String label) {
        return new Field(Kind.EMAIL, name, label, List.of());
    }

    /**
     * Begins a URL.
     *
     * @param name the name that is sent
     * @param label what is read
     * @return the field
     */
    public static Field url(String name, String label) {
        return new Field(Kind.URL, name, label, List.of());
    }

    /**
     * Begins a date, sent as {@code yyyy-mm-dd}.
     *
     * @param name the name that is sent
     * @param label what is read
     * @return the field
     */
    public static Field date(String name, String label) {
        return new Field(Kind.DATE, name, label, List.of());
    }

    /**
     * Begins a password, with a button to show it where scripts run.
     *
     * @param name the name that is sent
     * @param label what is read
     * @return the field
     */
    public static Field password(String name, String label) {
        return new Field(Kind.PASSWORD, name, label, List.of());
    }

    /**
     * Begins several lines of text.
     *
     * @param name the name that is sent
     * @param label what is read
     * @return the field
     */
    public static Field textarea(String name, String label) {
        return new Field(Kind.TEXTAREA, name, label, List.of());
    }

    /**
     * Begins a choice of any number.
     *
     * @param name the name that is sent, once for each choice
     * @param label what is read above the choices
     * @param options the choices
     * @return the field
     */
    public static Field checkboxes(String name, String label, List<Option> options) {
        return new Field(Kind.CHECKBOXES, name, label, options);
    }

    /**
     * Begins a choice of one, all choices shown.
     *
     * @param name the name that is sent
     * @param label what is read above the choices
     * @param options the choices
     * @return the field
     */
    public static Field radios(String name, String label, List<Option> options) {
        return new Field(Kind.RADIOS, name, label, options);
    }

    /**
     * Begins a choice of one from a list that opens.
     *
     * @param name the name that is sent
     * @param label what is read
     * @param options the choices
     * @return the field
     */
    public static Field select(String name, String label, List<Option> options) {
        return new Field(Kind.SELECT, name, label, options);
    }

    /**
     * Sets the help below the label.
     *
     * @param text one sentence
     */
    public Field hint(String text) {
        this.hint = text;
        return this;
    }

    /**
     * Sets what is in the field; for choices it is the one that is chosen.
     *
     * @param text the value
     */
    public Field value(String text) {
        this.value = text;
        this.selected = Set.of(text);
        return this;
    }

    /**
     * Sets which choices are chosen.
     *
     * @param values their values
     */
    public Field selected(Collection<String> values) {
        this.selected = Set.copyOf(values);
        return this;
    }

    /**
     * Demands a value; fields that do not are marked as optional.
     */
    public Field required() {
        this.required = true;
        return this;
    }

    /**
     * Uses letters of one width, for URLs and keys.
     */
    public Field monospaced() {
        this.monospaced = true;
        return this;
    }

    /**
     * Sets the lines of a textarea. Default: 4.
     *
     * @param count the lines
     */
    public Field rows(int count) {
        this.rows = count;
        return this;
    }

    /**
     * Tells browsers and password managers what to fill in.
     *
     * @param token a token of HTML, for example {@code current-password}
     */
    public Field autocomplete(String token) {
        this.autocomplete = token;
        return this;
    }

    /**
     * Shows what is wrong with this field, if anything.
     *
     * @param errors the errors of the form
     */
    public Field error(FieldErrors errors) {
        this.error = errors.message(name).orElse("");
        return this;
    }

    /**
     * Renders the field.
     *
     * @return label, hint, error and input
     */
    @Override
    public Html render() {
        return Components.TEMPLATES.render(
                "field",
                new FieldModel(
                        kind,
                        name,
                        label,
                        options,
                        hint,
                        value,
                        selected,
                        required,
                        monospaced,
                        rows,
                        autocomplete,
                        error));
    }
}
