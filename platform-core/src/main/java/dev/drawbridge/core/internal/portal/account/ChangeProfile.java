package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.account.Profiles;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PortalCall;
import java.util.Optional;
import java.util.Set;

/** Developers change how they are called and how they read pages. Thread-safe. */
final class ChangeProfile {

    static final String NAME = "name";
    static final String LOCALE = "locale";
    static final String THEME = "theme";

    private final Profiles profiles;

    ChangeProfile(Profiles profiles) {
        this.profiles = profiles;
    }

    /** Reads a posted form. */
    static Profiles.Change ofForm(Parameters form) {
        return new Profiles.Change(form.first(NAME), form.first(LOCALE), form.first(THEME));
    }

    /** Reads a JSON body. */
    static Profiles.Change ofJson(JsonObject body) {
        body.only(Set.of(NAME, LOCALE, THEME));
        return new Profiles.Change(text(body, NAME), text(body, LOCALE), text(body, THEME));
    }

    // Null is no way to say nothing: it clears the field.
    private static Optional<String> text(JsonObject body, String field) {
        return body.has(field) ? Optional.of(body.text(field).orElse("")) : Optional.empty();
    }

    /**
     * Changes the profile.
     *
     * @return the developer from now on
     * @throws AccountRefusedException as {@link Profiles#change} does
     */
    Developer run(PortalCall call, Profiles.Change change) {
        return profiles.change(call.developer(), change, Visitor.of(call.request()));
    }
}
