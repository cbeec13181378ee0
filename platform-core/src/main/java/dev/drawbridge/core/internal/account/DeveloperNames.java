package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.name.ReservedNames;
import java.util.Optional;

/** Which names developers may have. Thread-safe. */
public final class DeveloperNames {

    private static final int MAX_LENGTH = 100;

    private final ReservedNames reserved;

    /**
     * Makes the rules.
     *
     * @param reserved names that nobody may have
     */
    public DeveloperNames(ReservedNames reserved) {
        this.reserved = reserved;
    }

    /** Names are shown to other people: no control or direction-changing characters, single spaces. */
    static String clean(String typed) {
        return typed.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    Optional<FieldError> check(String typed) {
        String name = clean(typed);
        if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
            return Optional.of(new FieldError(
                    "name", AccountFieldCode.NAME_TOO_LONG, "Use at most " + MAX_LENGTH + " characters."));
        }
        return reserved.reserves(name)
                ? Optional.of(new FieldError("name", AccountFieldCode.NAME_RESERVED, "This name is reserved."))
                : Optional.empty();
    }
}
