package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.spi.Developer;
import java.util.Optional;
import java.util.Set;

/** A developer changes how they are called. Thread-safe. */
final class RenameDeveloper {

    private static final String NAME = "name";

    private final DeveloperAccountService service;

    RenameDeveloper(DeveloperAccountService service) {
        this.service = service;
    }

    /**
     * What the developer wants.
     *
     * @param name the new name as typed, or empty to change nothing
     */
    record Input(Optional<String> name) {

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            body.only(Set.of(NAME));
            // Null is no way to say nothing: it clears the field, which a name does not take.
            return new Input(body.has(NAME) ? Optional.of(body.text(NAME).orElse("")) : Optional.empty());
        }
    }

    /**
     * Changes the name.
     *
     * @return the developer from now on
     * @throws AccountRefusedException as {@link DeveloperAccountService#rename} does
     */
    Developer run(Developer developer, Input input) {
        return input.name().map(name -> service.rename(developer.id(), name)).orElse(developer);
    }
}
