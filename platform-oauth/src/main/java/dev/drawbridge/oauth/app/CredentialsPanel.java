package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.html.Alert;
import dev.drawbridge.core.html.Badge;
import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.CopyField;
import dev.drawbridge.core.html.DataTable;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Link;
import dev.drawbridge.core.html.Moment;
import dev.drawbridge.core.html.Text;
import dev.drawbridge.core.html.Tone;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.AppPanel;
import dev.drawbridge.core.panel.Notice;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PanelRoute;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tab with an app's client id and secrets. Thread-safe. */
final class CredentialsPanel implements AppPanel {

    private static final int ORDER = 10;

    private final SecretRotator secrets;
    private final SecretCalls calls;
    private final SecretForms forms;

    CredentialsPanel(CoreServices env, SecretRotator secrets, OncePerKey once) {
        this.secrets = secrets;
        this.calls = new SecretCalls(env, secrets, once);
        this.forms = new SecretForms(env, secrets, calls, once);
    }

    @Override
    public String path() {
        return "/credentials";
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
        return Card.of("Client secrets", Link.to(SecretForms.path(app, path()), "Manage"), Html.text(working(app)));
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
        List<PanelRoute> routes = new ArrayList<>();
        routes.add(PanelRoute.page("GET", path(), this::show));
        routes.addAll(forms.routes());
        routes.addAll(calls.routes());
        return List.copyOf(routes);
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        Map<AppId, App> byId = apps.stream().collect(Collectors.toMap(App::id, Function.identity()));
        return secrets.ending(byId.keySet()).stream()
                .map(secret -> new Notice(
                        secret.app(),
                        Objects.requireNonNull(byId.get(secret.app())).profile().name() + ": the client secret ····"
                                + secret.last4() + " works until "
                                + AppInput.date(Objects.requireNonNull(secret.expiresAt())) + ".",
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
        boolean changeable = SettingsPanel.changeable(app);
        Html rotate = changeable ? Link.primary(SecretForms.path(app, "/secret/rotate"), "Rotate secret") : Html.EMPTY;
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
        return Link.danger(SecretForms.path(call.app(), "/secret/" + secret.id() + "/end"), "End now");
    }

    private static Html cancel(PanelCall call) {
        return Form.post(
                        SecretForms.path(call.app(), "/secret/cancel-rotation"),
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
