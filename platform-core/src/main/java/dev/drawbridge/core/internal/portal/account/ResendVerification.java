package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService;
import dev.drawbridge.core.DeveloperAccountService.Visitor;

/** A visitor asks for a new link to confirm their address. Thread-safe. */
final class ResendVerification {

    private final DeveloperAccountService service;

    ResendVerification(DeveloperAccountService service) {
        this.service = service;
    }

    /**
     * Asks for the mail; whether there is an account does not show.
     *
     * @throws AccountRefusedException as {@link DeveloperAccountService#resendVerification} does
     */
    void run(EmailInput input, Visitor visitor) {
        service.resendVerification(input.email(), visitor);
    }
}
