package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.oauth.AppFieldCode;

/** Says why the value of a field is refused: the message of the code. Thread-safe. */
final class FieldRefusal {

    private static final Messages TEXT = Templates.of(FieldRefusal.class).text();

    private FieldRefusal() {}

    static FieldError of(AppField field, AppFieldCode code, Object... arguments) {
        return of(field.wireName(), code, arguments);
    }

    static FieldError of(String field, AppFieldCode code, Object... arguments) {
        return new FieldError(field, code, text().of("refused." + code.wireName(), arguments));
    }

    /** Returns the messages of this package. */
    static Messages text() {
        return TEXT;
    }
}
