package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import java.util.ArrayList;
import java.util.List;

/** A row of fields that narrows a list down, sent as a query, so that the result has an address. Not thread-safe. */
public final class SearchForm implements Component {

    private final String action;
    private final List<Input> inputs = new ArrayList<>();
    private String submit = "";

    private SearchForm(String action) {
        this.action = action;
    }

    /**
     * Begins a form.
     *
     * @param action the page of the list
     * @return the form, without fields
     */
    public static SearchForm get(String action) {
        return new SearchForm(action);
    }

    /**
     * Adds a field for text.
     *
     * @param name of the parameter
     * @param label what is typed
     * @param value what was typed
     * @return this
     */
    public SearchForm text(String name, String label, String value) {
        inputs.add(new Input(name, label, value, List.of()));
        return this;
    }

    /**
     * Adds a choice.
     *
     * @param name of the parameter
     * @param label what is chosen
     * @param value what was chosen
     * @param options the choices; the value of "all" is empty
     * @return this
     */
    public SearchForm choice(String name, String label, String value, List<Option> options) {
        inputs.add(new Input(name, label, value, List.copyOf(options)));
        return this;
    }

    /**
     * Sets the button's label.
     *
     * @param label a verb
     * @return this
     */
    public SearchForm submit(String label) {
        this.submit = label;
        return this;
    }

    @Override
    public Html render() {
        return Components.TEMPLATES.render("search", new Model(action, List.copyOf(inputs), submit));
    }

    record Model(String action, List<Input> inputs, String submit) {}

    /** A field; without options it takes text. */
    record Input(String name, String label, String value, List<Option> options) {}
}
