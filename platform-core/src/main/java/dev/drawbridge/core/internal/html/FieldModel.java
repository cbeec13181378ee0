package dev.drawbridge.core.internal.html;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the field's template prints. A null attribute is left out. */
record FieldModel(
        Field.Kind kind,
        String name,
        String label,
        List<Option> options,
        String hint,
        String value,
        Set<String> selected,
        boolean required,
        boolean monospaced,
        int rows,
        String autocomplete,
        String error) {

    boolean grouped() {
        return kind == Field.Kind.CHECKBOXES || kind == Field.Kind.RADIOS;
    }

    boolean textarea() {
        return kind == Field.Kind.TEXTAREA;
    }

    boolean select() {
        return kind == Field.Kind.SELECT;
    }

    boolean password() {
        return kind == Field.Kind.PASSWORD;
    }

    String type() {
        return switch (kind) {
            case EMAIL -> "email";
            case URL -> "url";
            case DATE -> "date";
            case PASSWORD -> "password";
            case CHECKBOXES -> "checkbox";
            case RADIOS -> "radio";
            case TEXT, TEXTAREA, SELECT -> "text";
        };
    }

    String id() {
        return "f-" + name;
    }

    String optionId(int index) {
        return index == 0 ? id() : id() + "-" + index;
    }

    String shownValue() {
        return password() ? "" : value;
    }

    boolean isSelected(Option option) {
        return selected.contains(option.value());
    }

    boolean invalid() {
        return !error.isEmpty();
    }

    @Nullable
    String ariaInvalid() {
        return invalid() ? "true" : null;
    }

    @Nullable
    String describedBy() {
        String ids = (hint.isEmpty() ? "" : id() + "-hint ") + (invalid() ? id() + "-error" : "");
        return ids.isBlank() ? null : ids.strip();
    }

    @Nullable
    String autocompleteOrNull() {
        return autocomplete.isEmpty() ? null : autocomplete;
    }

    String inputClass() {
        return monospaced ? "input mono" : "input";
    }
}
