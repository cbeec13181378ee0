package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Distribution;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppFieldCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns an {@link AppInput} into a draft. What cannot be read becomes an error, and the draft keeps what the app has, or the
 * default. Not thread-safe.
 */
final class AppReading {

    private static final int DATE_LENGTH = 10;

    private final @Nullable App app;
    private final AppDraft.Builder draft;
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * Begins to read.
     *
     * @param app the app to be edited, whose type stays; null for a new one
     */
    AppReading(@Nullable App app) {
        this.app = app;
        this.draft = app == null ? AppDraft.of(AppType.WEB, "") : AppDraft.from(app);
    }

    AppDraft.Builder draft() {
        return draft;
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    void type(String text) {
        AppType type = AppType.fromWire(text).orElse(null);
        if (app != null) {
            if (type != app.type() && !text.isEmpty()) {
                refuse(AppField.TYPE, AppFieldCode.TYPE_FIXED);
            }
        } else if (type == null) {
            refuse(AppField.TYPE, AppFieldCode.TYPE_INVALID);
        } else {
            draft.type(type);
        }
    }

    void distribution(String text) {
        switch (text.toUpperCase(Locale.ROOT)) {
            case "", "PRIVATE" -> draft.distribution(Distribution.PRIVATE);
            case "PUBLIC" -> draft.distribution(Distribution.PUBLIC);
            case "TESTING" -> draft.distribution(Distribution.TESTING);
            default -> {
                refuse(AppField.DISTRIBUTION, AppFieldCode.DISTRIBUTION_INVALID);
                draft.distribution(Distribution.PRIVATE);
            }
        }
    }

    void expiresAt(String typed) {
        String text = typed.strip();
        Instant present = app == null ? null : app.expiresAt();
        if (text.isEmpty()) {
            draft.expiresAt(null);
        } else if (present == null || !text.equals(AppForm.date(present))) {
            // The form shows the date alone; that is no reason to cut off the time.
            try {
                draft.expiresAt(
                        text.length() == DATE_LENGTH
                                ? LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                refuse(AppField.EXPIRES_AT, AppFieldCode.EXPIRY_INVALID);
            }
        }
    }

    private void refuse(AppField field, AppFieldCode code) {
        errors.add(FieldRefusal.of(field, code));
    }
}
