package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.document.ClientDocuments;

/** Says what a consent page warns of. */
public final class AppWarnings {

    private final String productName;
    private final ClientDocuments documents;

    /**
     * Makes what warns.
     *
     * @param productName what pages call the host's product
     * @param documents the documents of clients that describe themselves
     */
    public AppWarnings(String productName, ClientDocuments documents) {
        this.productName = productName;
        this.documents = documents;
    }

    Html render(App app) {
        Html warnings = Html.EMPTY;
        if (advisesCaution(app)) {
            warnings = Alert.warning(productName + " advises caution with apps of "
                            + ClientDocuments.host(app).orElse("this host") + ".")
                    .render();
        }
        return anyProgram(app)
                ? warnings.plus(Alert.warning("Any program on this computer can say that it is "
                                + DecisionFrame.name(app) + ". Continue only if you started this yourself just now.")
                        .render())
                : warnings;
    }

    /** Tells whether the host's policy advises caution with the client's domain. */
    boolean advisesCaution(App app) {
        return documents.warns(app);
    }

    /** Tells whether any program on the user's computer could pass itself off as the app. */
    static boolean anyProgram(App app) {
        return !app.reviewed() && app.access().redirectUris().stream().noneMatch(RedirectUris::isClaimed);
    }
}
