package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.operator.Reason;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.portal.AppJson;
import dev.drawbridge.oauth.internal.review.AppReviews;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Apps in the operator's JSON. Thread-safe. */
final class AppsJson {

    private final OperatedApps apps;
    private final Developers developers;
    private final AppReviews reviews;
    private final PlatformClock clock;

    AppsJson(OperatedApps apps, Developers developers, AppReviews reviews, PlatformClock clock) {
        this.apps = apps;
        this.developers = developers;
        this.reviews = reviews;
        this.clock = clock;
    }

    PortalResponse list(OperatorCall call) {
        OperatedApps.Page page = apps.page(call.request());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", page.apps().stream().map(this::of).toList());
        body.put("next", page.next());
        return PortalResponse.json(200, body);
    }

    PortalResponse show(OperatorCall call) {
        return response(apps.named(call.request()));
    }

    PortalResponse create(OperatorCall call) {
        RegisteredApp created = apps.create(apps.readNew(call.request().json()), call.actor());
        Map<String, @Nullable Object> json = of(created.app());
        created.clientSecret().ifPresent(secret -> json.put("clientSecret", secret.reveal()));
        return new PortalResponse.Raw(Response.json(201, json)
                .with("ETag", AppJson.etag(created.app()))
                .with("Location", OperatorPaths.JSON + AppsPanel.path(created.app())));
    }

    PortalResponse edit(OperatorCall call) {
        Request request = call.request();
        App app = apps.named(request);
        AppJson.requireCurrent(request, app);
        AppInput input = AppInput.of(app).with(request.json().only(AppInput.names()));
        return response(apps.edit(app, input, call.actor()));
    }

    PortalResponse suspend(OperatorCall call) {
        Reason reason = Reason.ofJson(call.request().json().only(Set.of(Reason.FIELD)));
        return response(apps.suspend(apps.named(call.request()), reason, call.actor()));
    }

    PortalResponse resume(OperatorCall call) {
        return response(apps.resume(apps.named(call.request()), call.actor()));
    }

    private PortalResponse response(App app) {
        return new PortalResponse.Raw(Response.json(200, of(app)).with("ETag", AppJson.etag(app)));
    }

    private Map<String, @Nullable Object> of(App app) {
        Map<String, @Nullable Object> json = AppJson.of(app, reviews.pending(app), clock.instant());
        json.put("owner", owner(app.owner()));
        return json;
    }

    private @Nullable Map<String, Object> owner(@Nullable DeveloperId owner) {
        if (owner == null) {
            return null;
        }
        Optional<DeveloperContact> contact = developers.find(owner);
        return Map.of(
                "id", owner.value(),
                "name", contact.map(DeveloperContact::name).orElse(""),
                "email", contact.map(DeveloperContact::email).orElse(""));
    }
}
