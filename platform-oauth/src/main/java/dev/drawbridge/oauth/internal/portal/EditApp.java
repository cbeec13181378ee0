package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.WantedApp;
import java.util.List;

/** A developer edits an app. Thread-safe. */
final class EditApp {

    private final OAuthAppRegistry registry;
    private final AppNotices notices;
    private final Transactions transactions;

    EditApp(OAuthAppRegistry registry, AppNotices notices, Transactions transactions) {
        this.registry = registry;
        this.notices = notices;
        this.transactions = transactions;
    }

    /** Reads a posted form. */
    static AppInput ofForm(PanelCall call) {
        return AppInput.ofForm(call.request().form());
    }

    /** Reads a JSON body, which leaves out what stays as it is. */
    static AppInput ofJson(PanelCall call) {
        return AppInput.of(call.app()).with(call.request().json().only(AppInput.names()));
    }

    /** Reads and judges what the developer wants. */
    WantedApp read(App app, AppInput input) {
        WantedApp wanted = input.read(app);
        return wanted.with(registry.check(wanted.draft(), app));
    }

    /**
     * Edits the app, and sends a notice if that changes who gets its users' data.
     *
     * @throws AppRefusedException as {@link OAuthAppRegistry#edit} does
     */
    App run(PanelCall call, WantedApp wanted) {
        wanted.requireValid();
        return transactions.inTransaction(() -> {
            App edited = registry.edit(call.app(), wanted.draft(), call.actor());
            List<AppField> changed = AccessChange.between(call.app(), wanted.draft());
            if (!changed.isEmpty()) {
                notices.accessChanged(call.portal().developer(), edited, changed);
            }
            return edited;
        });
    }
}
