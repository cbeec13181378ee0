package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.SecretBlock;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.function.Supplier;

/** The page that shows a signing secret, once. Thread-safe. */
public final class SecretPage {

    private static final String SHOWN_ONCE =
            "This is the only time the signing secret is shown. If you lose it, rotate it.";

    private final OneTimeForms forms;
    private final Transactions transactions;

    public SecretPage(OneTimeForms forms, Transactions transactions) {
        this.forms = forms;
        this.transactions = transactions;
    }

    /** Returns what the hidden field {@link OneTimeForms#FIELD} of a form that makes a secret holds. */
    String formId() {
        return forms.issue();
    }

    /** Makes a secret and shows it, unless this form was sent before. */
    Answer once(PanelCall call, String listOrEndpoint, Supplier<Answer> made) {
        return transactions.inTransaction(
                () -> forms.firstUse(call.request().form().text(OneTimeForms.FIELD))
                        ? made.get()
                        : alreadyShown(listOrEndpoint));
    }

    Answer show(String title, Secret secret, String next) {
        Html block = SecretBlock.of(SHOWN_ONCE).add("Signing secret", secret).render();
        return Answer.page(title, block.plus(Link.primary(next, "I have stored the secret")));
    }

    private static Answer alreadyShown(String next) {
        return Answer.page(
                "Already done",
                Alert.info("This secret was already shown. If you did not store it, rotate it.")
                        .action(Link.to(next, "Go to the webhooks"))
                        .render());
    }
}
