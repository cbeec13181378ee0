package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Badge;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.CopyField;
import dev.drawbridge.core.internal.html.DataTable;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Link;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.app.OverlappingSecretRotator;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tab with an app's client id and secrets. Thread-safe. */
public final class CredentialsPage implements AppPanel {

    private static final int ORDER = 10;

    private final OverlappingSecretRotator secrets;
    private final RotateSecretPage rotate;
    private final EndSecretPage end;
    private final CancelRotation cancel;
    private final SecretJson json;

    /**
     * Makes the tab.
     *
     * @param secrets replaces client secrets
     * @param notices writes to developers
     * @param once lets a form or key count once
     * @param transactions hold together a change and its notice
     * @param clock says when
     */
    public CredentialsPage(
            OverlappingSecretRotator secrets,
            AppNotices notices,
            OncePerKey once,
            Transactions transactions,
            PlatformClock clock) {
        RotateSecret rotation = new RotateSecret(secrets, notices, transactions);
        EndSecret ending = new EndSecret(secrets, notices, transactions);
        this.secrets = secrets;
        this.cancel = new CancelRotation(secrets, notices, transactions);
        this.rotate = new RotateSecretPage(secrets, rotation, once, clock);
        this.end = new EndSecretPage(secrets, ending, clock);
        this.json = new SecretJson(secrets, rotation, ending, cancel, once);
    }

    @Override
    public String path() {
        return AppPaths.CREDENTIALS;
    }

    @Override
    public String title() {
        return "Credentials";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Html summary(App app) {
        return Card.of("Client secrets", Link.to(AppPaths.page(app, path()), "Manage"), Html.text(working(app)));
    }

    private String working(App app) {
        if (app.type() == AppType.PUBLIC) {
            return "This app type has no secret.";
        }
        List<StoredSecret> live = secrets.list(app);
        if (live.isEmpty()) {
            return "None works. Rotate to get one.";
        }
        return String.join(
                ", ", live.stream().map(secret -> "····" + secret.last4()).toList());
    }

    @Override
    public List<PanelRoute> routes() {
        return AppProblems.mapping(List.of(
                PanelRoute.page("GET", path(), this::show),
                PanelRoute.page("GET", AppPaths.ROTATE_SECRET, rotate::show).reauthenticated(),
                PanelRoute.page("POST", AppPaths.ROTATE_SECRET, rotate::rotate).reauthenticated(),
                PanelRoute.page("GET", AppPaths.END_SECRET, end::show).reauthenticated(),
                PanelRoute.page("POST", AppPaths.END_SECRET, end::end).reauthenticated(),
                PanelRoute.page("POST", AppPaths.CANCEL_ROTATION, this::cancelRotation)
                        .reauthenticated(),
                PanelRoute.json("GET", "/secrets", json::list),
                PanelRoute.json("POST", "/secrets", json::rotate).reauthenticated(),
                PanelRoute.json("POST", "/secrets/cancel-rotation", json::cancel)
                        .reauthenticated(),
                PanelRoute.json("DELETE", "/secrets/{" + AppPaths.SECRET + "}", json::end)
                        .reauthenticated()));
    }

    private Answer cancelRotation(PanelCall call) {
        cancel.run(call);
        return Answer.seeOther(AppPaths.page(call.app(), path()));
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        Map<AppId, App> byId = apps.stream().collect(Collectors.toMap(App::id, Function.identity()));
        return secrets.ending(byId.keySet()).stream()
                .map(secret -> new Notice(
                        secret.app(),
                        Objects.requireNonNull(byId.get(secret.app())).profile().name() + ": the client secret ····"
                                + secret.last4() + " works until "
                                + AppForm.date(Objects.requireNonNull(secret.expiresAt())) + ".",
                        path()))
                .toList();
    }

    private Answer show(PanelCall call) {
        App app = call.app();
        Html id = Card.of(
                "Client ID",
                CopyField.of("client-id", "Client ID", app.clientId().value()));
        if (app.type() == AppType.PUBLIC) {
            return Answer.page(title(), id.plus(Card.of("Client secrets", Html.text("This app type has no secret."))));
        }
        List<StoredSecret> live = secrets.list(app);
        boolean changeable = SettingsPage.changeable(app);
        Html rotate =
                changeable ? Link.primary(AppPaths.page(app, AppPaths.ROTATE_SECRET), "Rotate secret") : Html.EMPTY;
        return Answer.page(title(), id.plus(Card.of("Client secrets", rotate, table(call, live, changeable))));
    }

    private Html table(PanelCall call, List<StoredSecret> live, boolean changeable) {
        if (live.isEmpty()) {
            return Alert.warning("No client secret works. Rotate to get a new one.")
                    .render();
        }
        DataTable table = DataTable.of("Client secrets", "Secret", "Status", "Created", "Last used", "");
        for (StoredSecret secret : live) {
            table = table.row(
                    Text.mono("····" + secret.last4()),
                    status(secret),
                    Moment.of(secret.createdAt()),
                    lastUsed(secret),
                    changeable ? action(call, secret) : Html.EMPTY);
        }
        boolean rotating = changeable && live.size() == SecretStore.MAX_LIVE;
        return table.render().plus(rotating ? cancel(call) : Html.EMPTY);
    }

    private static Html action(PanelCall call, StoredSecret secret) {
        return Link.danger(AppPaths.endSecret(call.app(), secret), "End now");
    }

    private static Html cancel(PanelCall call) {
        return Form.post(
                        AppPaths.page(call.app(), AppPaths.CANCEL_ROTATION),
                        call.portal().formToken())
                .secondary("Cancel rotation (drop the newer secret)", "action", "cancel")
                .inline()
                .render();
    }

    static Html lastUsed(StoredSecret secret) {
        Instant at = secret.lastUsedAt();
        return at == null ? Html.text("never") : Moment.of(at);
    }

    static Html status(StoredSecret secret) {
        Instant end = secret.expiresAt();
        return end == null
                ? Badge.of("Active", Tone.GOOD)
                : Badge.of("Retiring", Tone.WARN).plus(Html.text(" until ")).plus(Moment.of(end));
    }
}
