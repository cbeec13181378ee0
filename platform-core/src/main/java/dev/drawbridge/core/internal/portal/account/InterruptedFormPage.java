package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import java.util.List;
import java.util.Locale;

/**
 * A form that was sent without a recent password, or from a page that is too old. The response is a form to the same address
 * that carries everything that was typed, so nothing needs to be kept. Passwords themselves are never carried. Thread-safe.
 */
public final class InterruptedFormPage {

    private final ReauthenticationForm form = new ReauthenticationForm();
    private final Templates templates = Templates.of(InterruptedFormPage.class);

    /**
     * The model of {@code interruptedForm.jte}.
     *
     * @param action the path that the form posts to
     * @param formToken the token of the form
     * @param typed what is sent again
     */
    record Model(String action, String formToken, List<Form.Hidden> typed) {}

    /** Asks for the password too. */
    public PortalResponse.Page askPassword(PortalCall call) {
        return form.ask(call.request().target(), call.formToken(), carried(call));
    }

    /** Asks again, after a wrong password. */
    public PortalResponse.Page askPasswordAgain(PortalCall call) {
        return form.askAgain(call.request().target(), call.formToken(), carried(call));
    }

    /** Shows what an old form said, to be sent again. What is shown is what is sent: nothing hides in it. */
    public PortalResponse.Page submitAgain(PortalCall call) {
        return new PortalResponse.Page(
                403,
                templates.text().of("interrupted.title"),
                templates.render(
                        "interruptedForm", new Model(call.request().target(), call.formToken(), carried(call))));
    }

    private static List<Form.Hidden> carried(PortalCall call) {
        Parameters form = call.request().form();
        return form.names().stream()
                .filter(name -> !name.toLowerCase(Locale.ROOT).contains("password"))
                .filter(name -> !name.equals(FormTokens.FIELD))
                .flatMap(name -> form.all(name).stream().map(value -> new Form.Hidden(name, value)))
                .toList();
    }
}
