package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * A form that was sent without a recent password, or from a page that is too old. The response is a form to the same address
 * that carries everything that was typed, so nothing needs to be kept. Passwords themselves are never carried. Thread-safe.
 */
public final class InterruptedFormPage {

    /** Asks for the password too. */
    public Answer.Page askPassword(PortalCall call) {
        return carrying(call, FieldErrors.NONE);
    }

    /** Asks again, after a wrong password. */
    public Answer.Page askPasswordAgain(PortalCall call) {
        return carrying(call, ReauthenticationPage.WRONG);
    }

    /** Shows what an old form said, to be sent again. What is shown is what is sent: nothing hides in it. */
    public Answer.Page submitAgain(PortalCall call) {
        Facts typed = Facts.begin();
        Form form = Form.post(call.request().target(), call.formToken());
        carried(call.request().form(), (name, value) -> {
            form.hidden(name, value);
            typed.add(name, value);
        });
        Html content = Alert.warning("This page was open too long. Please submit again.")
                .render();
        return new Answer.Page(
                403,
                "Please submit again",
                Card.narrow(content.plus(typed.render())
                        .plus(form.submit("Submit again")
                                .cancel(PortalPaths.DASHBOARD, "Cancel")
                                .render())));
    }

    private static Answer.Page carrying(PortalCall call, FieldErrors errors) {
        Form form = Form.post(call.request().target(), call.formToken());
        carried(call.request().form(), form::hidden);
        return ReauthenticationPage.page(form, errors);
    }

    private static void carried(Parameters form, BiConsumer<String, String> each) {
        for (String name : form.names()) {
            boolean secret = name.toLowerCase(Locale.ROOT).contains("password");
            if (!secret && !name.equals(FormTokens.FIELD)) {
                form.all(name).forEach(value -> each.accept(name, value));
            }
        }
    }
}
