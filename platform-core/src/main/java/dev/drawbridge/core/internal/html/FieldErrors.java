package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the fields of one form. Immutable. */
public final class FieldErrors {

    /** Nothing is wrong. */
    public static final FieldErrors NONE = new FieldErrors(List.of());

    private final List<FieldError> errors;

    private FieldErrors(List<FieldError> errors) {
        this.errors = List.copyOf(errors);
    }

    /**
     * Takes over errors.
     *
     * @param errors in the order of the fields; an empty field name means the whole form
     * @return the errors
     */
    public static FieldErrors of(List<FieldError> errors) {
        return errors.isEmpty() ? NONE : new FieldErrors(errors);
    }

    /**
     * Returns a copy with one more error.
     *
     * @param field the field's name, empty for the whole form
     * @param code for programs
     * @param message for people
     * @return the copy
     */
    public FieldErrors plus(String field, String code, String message) {
        List<FieldError> more = new ArrayList<>(errors);
        more.add(new FieldError(field, code, message));
        return new FieldErrors(more);
    }

    /**
     * Returns a copy with one more error.
     *
     * @param field the field's name, empty for the whole form
     * @param code for programs
     * @param message for people
     * @return the copy
     */
    public FieldErrors plus(String field, ErrorCode code, String message) {
        return plus(field, code.wireName(), message);
    }

    /**
     * Tells whether nothing is wrong.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /**
     * Returns the errors, for a JSON response.
     *
     * @return in order
     */
    public List<FieldError> list() {
        return errors;
    }

    /**
     * Finds what is wrong with a field.
     *
     * @param field the field's name
     * @return the first message
     */
    public Optional<String> message(String field) {
        return errors.stream()
                .filter(error -> error.field().equals(field))
                .map(FieldError::message)
                .findFirst();
    }

    /**
     * Renders the list of errors above a form, with links to the fields; it takes the focus.
     *
     * @return the summary, or nothing if nothing is wrong
     */
    public Html summary() {
        return isEmpty() ? Html.EMPTY : Components.TEMPLATES.render("errors", this);
    }
}
