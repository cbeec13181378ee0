package dev.drawbridge.core.http;

import dev.drawbridge.core.model.ErrorCode;

/**
 * What is wrong with one field of a form or JSON body.
 *
 * @param field the field's name, the same in form and JSON
 * @param code for programs, for example {@code password_too_short}
 * @param message for people, a sentence that says what to do
 */
public record FieldError(String field, String code, String message) {

    /**
     * Makes an error with a code of an enum.
     *
     * @param field the field's name, the same in form and JSON
     * @param code for programs
     * @param message for people, a sentence that says what to do
     */
    public FieldError(String field, ErrorCode code, String message) {
        this(field, code.wireName(), message);
    }
}
