package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.util.List;

/** The page that takes a rotation back: it says which secret dies and which one stays. Thread-safe. */
final class CancelRotationPage {

    private final SecretRotator secrets;
    private final CancelRotation cancel;
    private final Templates templates = Templates.of(CancelRotationPage.class);

    CancelRotationPage(SecretRotator secrets, CancelRotation cancel) {
        this.secrets = secrets;
        this.cancel = cancel;
    }

    /**
     * The model of {@code cancelRotation.jte}.
     *
     * @param ends the newer secret, which no longer works afterwards
     * @param stays the older secret, which works without an end afterwards
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     */
    record Model(StoredSecret ends, StoredSecret stays, String action, String back, String formToken) {}

    PortalResponse show(PanelCall call) {
        List<StoredSecret> live = secrets.list(call.app());
        if (live.size() < SecretStore.MAX_LIVE) {
            throw new AppRefusedException(AppRefusal.NO_ROTATION_IN_PROGRESS);
        }
        boolean newestFirst = !live.get(0).createdAt().isBefore(live.get(1).createdAt());
        Model model = new Model(
                live.get(newestFirst ? 0 : 1),
                live.get(newestFirst ? 1 : 0),
                AppPaths.page(call.app(), AppPaths.CANCEL_ROTATION),
                AppPaths.page(call.app(), AppPaths.CREDENTIALS),
                call.portal().formToken());
        return PortalResponse.page(
                templates.text().of("cancel-rotation.title"), templates.render("cancelRotation", model));
    }

    PortalResponse cancel(PanelCall call) {
        String stays = cancel.run(call).last4();
        return PortalResponse.done(
                AppPaths.page(call.app(), AppPaths.CREDENTIALS), AppFlash.ROTATION_CANCELLED, "····" + stays);
    }
}
