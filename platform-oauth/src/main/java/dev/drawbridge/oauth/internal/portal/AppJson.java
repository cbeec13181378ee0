package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.SecurityInput;
import dev.drawbridge.oauth.internal.app.WantedApp;
import dev.drawbridge.oauth.internal.logo.LogoPaths;
import dev.drawbridge.oauth.internal.review.AppReviews;
import dev.drawbridge.oauth.internal.review.ReviewJson;
import dev.drawbridge.oauth.spi.CriticalChange;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Apps in the portal's JSON: create, show, edit, revoke. Thread-safe. */
public final class AppJson {

    private final CreateApp create;
    private final EditApp edit;
    private final RevokeApp revoke;
    private final AppReviews reviews;
    private final OncePerKey once;
    private final PlatformClock clock;

    AppJson(
            CreateApp create,
            EditApp edit,
            RevokeApp revoke,
            AppReviews reviews,
            OncePerKey once,
            PlatformClock clock) {
        this.create = create;
        this.edit = edit;
        this.revoke = revoke;
        this.reviews = reviews;
        this.once = once;
        this.clock = clock;
    }

    PortalResponse create(PortalCall call) {
        JsonObject body = call.request().json().only(EditApp.NAMES);
        AppInput input = CreateApp.blank(call.developer()).with(body);
        WantedApp wanted = create.read(input, SecurityInput.DEFAULT.with(body));
        RegisteredApp registered = once.perKey(call, () -> create.run(call, wanted));
        App app = registered.app();
        Map<String, @Nullable Object> json = of(app, null, clock.instant());
        registered.clientSecret().ifPresent(secret -> json.put("clientSecret", secret.reveal()));
        return new PortalResponse.Raw(
                Response.json(201, json).with("ETag", etag(app)).with("Location", PortalPaths.appJson(app.id())));
    }

    PortalResponse show(PanelCall call) {
        return response(200, call.app(), Optional.empty());
    }

    /** Presents an app as it is now. */
    PortalResponse of(App app) {
        return response(200, app, Optional.empty());
    }

    PortalResponse edit(PanelCall call) {
        requireCurrent(call.request(), call.app());
        JsonObject body = call.request().json();
        SecurityInput security = SecurityInput.of(call.app().security()).with(body);
        RegisteredApp result = edit.run(call, edit.read(call.app(), edit.wantedByJson(call), security));
        App edited = result.app();
        boolean critical = body.has(AppField.REDIRECT_URIS.wireName()) || body.has(AppField.SCOPES.wireName());
        return response(critical && reviews.pending(edited) != null ? 202 : 200, edited, result.clientSecret());
    }

    PortalResponse revoke(PanelCall call) {
        return response(200, revoke.run(call), Optional.empty());
    }

    /** The secret is there if the edit made the app's first one. */
    private PortalResponse response(int status, App app, Optional<Secret> first) {
        Map<String, @Nullable Object> json = of(app, reviews.pending(app), clock.instant());
        first.ifPresent(secret -> json.put("clientSecret", secret.reveal()));
        return new PortalResponse.Raw(Response.json(status, json).with("ETag", etag(app)));
    }

    // RFC 9110 §13.1.1: a weak tag never matches. RFC 6585 §3: without the header the edit might be lost.
    /** Refuses an edit that does not name the app's present version. */
    public static void requireCurrent(Request request, App app) {
        List<String> tags = request.headers().all("If-Match");
        if (tags.isEmpty()) {
            throw new AppRefusedException(AppRefusal.PRECONDITION_REQUIRED);
        }
        boolean current = tags.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag(app)));
        if (!current) {
            throw new AppRefusedException(AppRefusal.STALE_VERSION);
        }
    }

    /** Returns an app as JSON, with what an approved one shall become. A field that is not there is null. */
    public static Map<String, @Nullable Object> of(App app, @Nullable CriticalChange pending, Instant now) {
        AppDraft draft = AppDraft.from(app).build();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", app.id().value());
        json.put("clientId", app.clientId().value());
        for (AppField field : AppField.values()) {
            json.put(field.wireName(), field.json(draft));
        }
        json.put("status", app.statusAt(now));
        json.put("logo", LogoPaths.of(app).isEmpty() ? null : LogoPaths.of(app));
        SecurityInput.write(json, app.security());
        json.put("review", app.review().name());
        json.put("pending", ReviewJson.pending(pending));
        json.put("definedBy", app.definedBy().name());
        json.put("createdAt", app.createdAt().toString());
        json.put("version", app.version());
        return json;
    }

    /** Returns the entity tag of an app's present version (RFC 9110 §8.8.3). */
    public static String etag(App app) {
        return '"' + Long.toString(app.version()) + '"';
    }
}
