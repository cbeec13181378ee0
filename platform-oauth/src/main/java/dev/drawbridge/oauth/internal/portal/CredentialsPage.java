package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.portal.frame.Changeable;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.Notice;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.internal.app.OverlappingSecretRotator;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
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
    private final CancelRotationPage cancel;
    private final Samples samples;
    private final PlatformClock clock;
    private final SecretJson json;
    private final Templates templates = Templates.of(CredentialsPage.class);

    /**
     * Makes the tab.
     *
     * @param secrets replaces client secrets
     * @param notices writes to developers
     * @param once lets a form or key count once
     * @param samples knows the link that installs an app
     * @param transactions hold together a change and its notice
     * @param clock says when
     */
    public CredentialsPage(
            OverlappingSecretRotator secrets,
            AppNotices notices,
            OncePerKey once,
            Samples samples,
            Transactions transactions,
            PlatformClock clock) {
        RotateSecret rotation = new RotateSecret(secrets, notices, transactions);
        EndSecret ending = new EndSecret(secrets, notices, transactions);
        this.secrets = secrets;
        CancelRotation cancelling = new CancelRotation(secrets, notices, transactions);
        this.samples = samples;
        this.clock = clock;
        this.cancel = new CancelRotationPage(secrets, cancelling);
        this.rotate = new RotateSecretPage(secrets, rotation, once, clock);
        this.end = new EndSecretPage(secrets, ending, clock);
        this.json = new SecretJson(secrets, rotation, ending, cancelling, once);
    }

    /**
     * The model of {@code credentials.jte}.
     *
     * @param secretless whether apps of this type have no secret
     * @param rotate the path of the form that makes a new secret; empty if the app cannot be changed
     * @param installLink what an administrator opens to install the app, or empty
     * @param cancelRotation the path of the form that drops the newer secret; empty if there is no rotation to cancel
     * @param now the time
     */
    record Model(
            String clientId,
            boolean secretless,
            String installLink,
            String rotate,
            String cancelRotation,
            Instant now,
            List<Row> rows) {}

    /**
     * A secret.
     *
     * @param ended whether it ended with the app
     * @param end the path of the form that ends it; empty if the app cannot be changed
     */
    record Row(StoredSecret secret, boolean ended, String end) {}

    /**
     * The model of {@code credentialsSummary.jte}.
     *
     * @param page the path of this page
     * @param working which secrets work
     */
    record Summary(String page, String working) {}

    @Override
    public String path() {
        return AppPaths.CREDENTIALS;
    }

    @Override
    public String title() {
        return templates.text().of("credentials.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Html summary(App app) {
        return templates.render("credentialsSummary", new Summary(AppPaths.page(app, path()), working(app)));
    }

    private String working(App app) {
        if (!app.security().usesSecret()) {
            return templates.text().of("secret.none-for-type");
        }
        List<StoredSecret> live = secrets.list(app);
        if (live.isEmpty()) {
            return templates.text().of("credentials.none-short");
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
                PanelRoute.page("GET", AppPaths.CANCEL_ROTATION, cancel::show).reauthenticated(),
                PanelRoute.page("POST", AppPaths.CANCEL_ROTATION, cancel::cancel)
                        .reauthenticated(),
                PanelRoute.json("GET", "/secrets", json::list),
                PanelRoute.json("POST", "/secrets", json::rotate).reauthenticated(),
                PanelRoute.json("POST", "/secrets/cancel-rotation", json::cancel)
                        .reauthenticated(),
                PanelRoute.json("DELETE", "/secrets/{" + AppPaths.SECRET + "}", json::end)
                        .reauthenticated()));
    }

    @Override
    public List<Notice> notices(List<App> apps) {
        Map<AppId, App> byId = apps.stream().collect(Collectors.toMap(App::id, Function.identity()));
        return secrets.ending(byId.keySet()).stream()
                .map(secret -> ending(Objects.requireNonNull(byId.get(secret.app())), secret))
                .toList();
    }

    private Notice ending(App app, StoredSecret secret) {
        Instant end = Objects.requireNonNull(secret.expiresAt());
        // Rounded up: with six days and an hour left there are seven days on which it works.
        long days = Duration.between(clock.instant(), end)
                .plus(Duration.ofDays(1))
                .minusNanos(1)
                .toDays();
        return new Notice(
                app.id(),
                templates.text().of("credentials.ending", secret.last4(), days, AppForm.date(end)),
                path(),
                templates.text().of("credentials.ending-action"),
                false);
    }

    private PortalResponse show(PanelCall call) {
        App app = call.app();
        boolean secretless = !app.security().usesSecret();
        boolean changeable = Changeable.is(app);
        List<StoredSecret> live = secretless ? List.of() : secrets.list(app);
        boolean rotating = changeable && live.size() == SecretStore.MAX_LIVE;
        Model model = new Model(
                app.clientId().value(),
                secretless,
                changeable ? samples.installLink(app) : "",
                changeable ? AppPaths.page(app, AppPaths.ROTATE_SECRET) : "",
                rotating ? AppPaths.page(app, AppPaths.CANCEL_ROTATION) : "",
                clock.instant(),
                live.stream()
                        .map(secret -> new Row(
                                secret,
                                app.status() == AppStatus.REVOKED,
                                changeable ? AppPaths.endSecret(app, secret) : ""))
                        .toList());
        return PortalResponse.page(title(), templates.render("credentials", model));
    }
}
