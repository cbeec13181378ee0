package dev.drawbridge.core.http;

/**
 * What is wrong with one field of a form or JSON body.
 *
 * @param field the field's name, the same in form and JSON
 * @param code for programs, for example {@code password_too_short}
 * @param message for people, a sentence that says what to do
 */
public record FieldError(String field, String code, String message) {}
