package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;

/** The way to a new password in the portal's JSON. Thread-safe. */
final class PasswordJson {

    private final ForgotPassword forgot;
    private final ResetPassword reset;

    PasswordJson(ForgotPassword forgot, ResetPassword reset) {
        this.forgot = forgot;
        this.reset = reset;
    }

    Response forgot(Request request) {
        forgot.run(EmailInput.ofJson(request.json()), request);
        return Response.json(202, new Status("reset_sent"));
    }

    Response reset(Request request) {
        reset.run(ResetPassword.Input.ofJson(request.json()), request);
        return Response.empty(204).noStore();
    }
}
