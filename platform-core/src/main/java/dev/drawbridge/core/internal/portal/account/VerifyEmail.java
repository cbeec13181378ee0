package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.Verification;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Secret;
import java.util.Optional;
import java.util.Set;

/** A visitor confirms their address with the link from a mail. Thread-safe. */
final class VerifyEmail {

    static final String TOKEN = "token";

    private final DeveloperAccountService service;

    VerifyEmail(DeveloperAccountService service) {
        this.service = service;
    }

    /**
     * What the link says.
     *
     * @param token of the link
     */
    record Input(Secret token) {

        /** Reads the query of the link, or the form that it leads to. */
        static Input of(Parameters parameters) {
            return new Input(Secret.of(parameters.text(TOKEN)));
        }

        /** Reads a JSON body. */
        static Input ofJson(JsonObject body) {
            return new Input(Secret.of(body.only(Set.of(TOKEN)).text(TOKEN).orElse("")));
        }
    }

    /** Returns the address that the link would confirm, without using the link; empty if it does not work any more. */
    Optional<String> address(Input input) {
        return service.addressToVerify(input.token());
    }

    /** Tells whether the address of the link is confirmed already. */
    boolean alreadyConfirmed(Input input) {
        return service.alreadyVerified(input.token());
    }

    /** Confirms the address. Who proves that they read its mail is no stranger. */
    Verification run(Input input, Request request) {
        Verification verification = service.verify(input.token(), Visitor.of(request));
        if (verification == Verification.CONFIRMED) {
            request.permit().giveBack();
        }
        return verification;
    }
}
