package dev.drawbridge.core.internal.portal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PortalResponse;
import java.util.List;

/** The form that asks for the password again, and carries on to something else. Thread-safe. */
final class ReauthenticationForm {

    private final Templates templates = Templates.of(ReauthenticationForm.class);

    /**
     * The model of {@code reauthentication.jte}.
     *
     * @param action the path that the form posts to
     * @param formToken the token of the form
     * @param carried what is sent along with the password
     * @param errors what is wrong with the password
     */
    record Model(String action, String formToken, List<Form.Hidden> carried, FieldErrors errors) {}

    /** Asks for the first time. */
    PortalResponse.Page ask(String action, String formToken, List<Form.Hidden> carried) {
        return page(200, new Model(action, formToken, carried, FieldErrors.NONE));
    }

    /** Asks again, after a wrong password. */
    PortalResponse.Page askAgain(String action, String formToken, List<Form.Hidden> carried) {
        FieldErrors wrong = FieldErrors.NONE.plus(
                ConfirmPassword.FORM_PASSWORD,
                AccountFieldCode.INVALID_CREDENTIALS,
                templates.text().of("reauthentication.wrong"));
        return page(422, new Model(action, formToken, carried, wrong));
    }

    private PortalResponse.Page page(int status, Model model) {
        return new PortalResponse.Page(
                status, templates.text().of("reauthentication.title"), templates.render("reauthentication", model));
    }
}
