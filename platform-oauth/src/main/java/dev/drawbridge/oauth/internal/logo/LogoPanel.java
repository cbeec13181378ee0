package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.http.MultipartForm;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.StoredLogo;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The part of the settings that uploads and removes the picture of an app, and the JSON calls for it. Thread-safe. */
public final class LogoPanel {

    private static final String LOGO = "/logo";
    private static final String REMOVE = LOGO + "/remove";
    private static final int FORM_OVERHEAD = 16 * 1024;
    private static final String HARMLESS = "A picture says nothing about who gets data.";

    private final Logos logos;
    private final Function<App, PortalResponse> json;
    private final Templates templates = Templates.of(LogoPanel.class);

    /**
     * Makes the panel.
     *
     * @param logos takes pictures
     * @param json presents an app to programs
     */
    public LogoPanel(Logos logos, Function<App, PortalResponse> json) {
        this.logos = logos;
        this.json = json;
    }

    /**
     * The model of {@code logo.jte}.
     *
     * @param path of the picture, or empty
     * @param upload the path of the form that uploads one
     * @param remove the path of the form that removes it
     * @param back the path of the settings
     * @param error why the file was refused, or empty
     */
    record Model(String path, String upload, String remove, String back, String formToken, String error) {}

    /** Returns the pages and JSON calls, below an app. */
    public List<PanelRoute> routes() {
        return List.of(
                PanelRoute.page("GET", LOGO, call -> page(call, 200, "")),
                PanelRoute.page("POST", LOGO, this::upload)
                        .withoutReauthentication(HARMLESS)
                        .taking(StoredLogo.MAX_BYTES + FORM_OVERHEAD, Set.of()),
                PanelRoute.page("POST", REMOVE, this::removeByForm).withoutReauthentication(HARMLESS),
                PanelRoute.json("PUT", LOGO, this::put)
                        .withoutReauthentication(HARMLESS)
                        .taking(StoredLogo.MAX_BYTES, LogoFile.mediaTypes()),
                PanelRoute.json("DELETE", LOGO, this::remove).withoutReauthentication(HARMLESS));
    }

    /** Renders the forms, for the settings page. */
    public Html forms(PanelCall call) {
        return render(call, "");
    }

    private Html render(PanelCall call, String error) {
        App app = call.app();
        Model model = new Model(
                LogoPaths.of(app),
                AppPaths.page(app, LOGO),
                AppPaths.page(app, REMOVE),
                AppPaths.page(app, AppPaths.SETTINGS),
                call.portal().formToken(),
                error);
        return templates.render("logo", model);
    }

    private PortalResponse page(PanelCall call, int status, String error) {
        return new PortalResponse.Page(status, text().of("logo.title"), render(call, error));
    }

    private PortalResponse upload(PanelCall call) {
        try {
            byte[] file = MultipartForm.read(call.request()).file(Logos.FIELD).orElseThrow(this::missing);
            logos.upload(call.app(), file, call.actor());
            return PortalResponse.seeOther(AppPaths.page(call.app(), AppPaths.SETTINGS));
        } catch (AppRefusedException e) {
            if (e.refusal() != AppRefusal.INVALID_FIELDS) {
                throw e;
            }
            return page(call, 422, e.errors().get(0).message());
        }
    }

    private PortalResponse removeByForm(PanelCall call) {
        logos.remove(call.app(), call.actor());
        return PortalResponse.seeOther(AppPaths.page(call.app(), AppPaths.SETTINGS));
    }

    private PortalResponse put(PanelCall call) {
        Request request = call.request();
        if (request.body().length == 0 || request.hasMediaType("application/json")) {
            throw missing();
        }
        return json.apply(logos.upload(call.app(), request.body(), call.actor()));
    }

    private PortalResponse remove(PanelCall call) {
        logos.remove(call.app(), call.actor());
        return new PortalResponse.Raw(Response.empty(204));
    }

    private AppRefusedException missing() {
        return AppRefusedException.invalidField(Logos.FIELD, AppFieldCode.LOGO_REQUIRED, text().of("logo.required"));
    }

    private Messages text() {
        return templates.text();
    }
}
