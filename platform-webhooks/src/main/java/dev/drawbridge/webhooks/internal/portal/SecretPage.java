package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.function.Supplier;

/** The page that shows a signing secret, once. Thread-safe. */
public final class SecretPage {

    private final OneTimeForms forms;
    private final Transactions transactions;
    private final Templates templates = Templates.of(SecretPage.class);

    public SecretPage(OneTimeForms forms, Transactions transactions) {
        this.forms = forms;
        this.transactions = transactions;
    }

    /**
     * The model of {@code secret.jte}.
     *
     * @param next the path of the page that follows
     */
    record Model(Secret secret, String next) {}

    /**
     * The model of {@code secretShown.jte}.
     *
     * @param next the path of the page that follows
     */
    record Shown(String next) {}

    /** Returns what the hidden field {@link OneTimeForms#FIELD} of a form that makes a secret holds. */
    String formId() {
        return forms.issue();
    }

    /** Makes a secret and shows it, unless this form was sent before. */
    PortalResponse once(PanelCall call, String listOrEndpoint, Supplier<PortalResponse> made) {
        return transactions.inTransaction(
                () -> forms.firstUse(call.request().form().text(OneTimeForms.FIELD))
                        ? made.get()
                        : alreadyShown(listOrEndpoint));
    }

    PortalResponse show(String title, Secret secret, String next) {
        return PortalResponse.page(title, templates.render("secret", new Model(secret, next)));
    }

    private PortalResponse alreadyShown(String next) {
        return PortalResponse.page(
                templates.text().of("secret-shown.title"), templates.render("secretShown", new Shown(next)));
    }
}
