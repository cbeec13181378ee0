package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountRefusal;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;

/** Sign-up and confirmation of the address in the portal's JSON. Thread-safe. */
final class SignUpJson {

    private static final Status SENT = new Status("verification_sent");

    private final SignUp signUp;
    private final VerifyEmail verify;
    private final ResendVerification resend;

    SignUpJson(SignUp signUp, VerifyEmail verify, ResendVerification resend) {
        this.signUp = signUp;
        this.verify = verify;
        this.resend = resend;
    }

    Response signUp(Request request) {
        signUp.run(SignUp.Input.ofJson(request.json()), Visitor.of(request));
        return Response.json(202, SENT);
    }

    Response verify(Request request) {
        return switch (verify.run(VerifyEmail.Input.ofJson(request.json()), request)) {
            case CONFIRMED -> Response.json(200, new Status("verified"));
            case ALREADY_CONFIRMED -> Response.json(200, new Status("already_verified"));
            case EXPIRED -> throw new AccountRefusedException(AccountRefusal.LINK_EXPIRED);
        };
    }

    Response resend(Request request) {
        resend.run(EmailInput.ofJson(request.json()), Visitor.of(request));
        return Response.json(202, SENT);
    }
}
