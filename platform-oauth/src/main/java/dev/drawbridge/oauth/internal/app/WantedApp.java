package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppRefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an input makes of an app. Immutable.
 *
 * @param draft the app; with defaults where something could not be read
 * @param security how it proves who it is
 * @param errors everything that is wrong with it
 */
public record WantedApp(AppDraft draft, AppSecurity security, List<FieldError> errors) {

    /** Copies the errors. */
    public WantedApp {
        errors = List.copyOf(errors);
    }

    /** Returns a copy with more errors. */
    public WantedApp with(List<FieldError> more) {
        List<FieldError> all = new ArrayList<>(errors);
        all.addAll(more);
        return new WantedApp(draft, security, all);
    }

    /** Returns a copy that proves in another way who it is. */
    public WantedApp with(SecurityInput.Wanted wanted) {
        List<FieldError> all = new ArrayList<>(errors);
        all.addAll(wanted.errors());
        return new WantedApp(draft, wanted.security(), all);
    }

    public boolean valid() {
        return errors.isEmpty();
    }

    /**
     * Refuses what is wrong.
     *
     * @throws AppRefusedException {@code invalid_fields}
     */
    public void requireValid() {
        if (!valid()) {
            throw AppRefusedException.invalidFields(errors);
        }
    }
}
