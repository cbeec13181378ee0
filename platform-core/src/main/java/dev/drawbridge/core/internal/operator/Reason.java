package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.html.Templates;
import java.util.List;
import java.util.Optional;

/**
 * Why an operator does something, for the audit log.
 *
 * @param text what they typed, without blanks around it
 */
public record Reason(String text) {

    /** The name of the form field and JSON member. */
    public static final String FIELD = "reason";

    /** The most characters. */
    public static final int MAX = 500;

    /** Removes blanks around the text. */
    public Reason {
        text = text.strip();
    }

    /**
     * Reads a form.
     *
     * @param form what was sent
     * @return the reason, possibly empty
     */
    public static Reason ofForm(Parameters form) {
        return new Reason(form.text(FIELD));
    }

    /**
     * Reads a JSON body.
     *
     * @param body what was sent
     * @return the reason, possibly empty
     */
    public static Reason ofJson(JsonObject body) {
        return new Reason(body.text(FIELD).orElse(""));
    }

    /**
     * Judges the reason.
     *
     * @return what is wrong with it, if anything
     */
    public Optional<FieldError> wrong() {
        if (text.isEmpty()) {
            return Optional.of(error(
                    OperatorFieldCode.REASON_MISSING,
                    Templates.of(Reason.class).text().of("reason.missing")));
        }
        return text.codePointCount(0, text.length()) > MAX
                ? Optional.of(error(
                        OperatorFieldCode.REASON_TOO_LONG,
                        Templates.of(Reason.class).text().of("reason.too-long")))
                : Optional.empty();
    }

    /**
     * Demands a reason that can be kept.
     *
     * @return the text
     * @throws ProblemException 422 otherwise
     */
    public String required() {
        wrong().ifPresent(error -> {
            throw new ProblemException(Problem.invalidFields(List.of(error)));
        });
        return text;
    }

    private static FieldError error(OperatorFieldCode code, String message) {
        return new FieldError(FIELD, code, message);
    }
}
