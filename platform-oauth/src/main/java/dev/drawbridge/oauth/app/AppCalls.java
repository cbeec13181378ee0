package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.app.DefinedBy;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PortalCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The JSON calls about apps: list, create, show, edit, revoke. Thread-safe. */
final class AppCalls {

    private static final int PAGE_SIZE = 25;
    private static final String EXPIRED = "EXPIRED";

    private final CoreServices env;
    private final OAuthAppRegistry registry;
    private final OncePerKey once;
    private final AppNotices notices;

    AppCalls(CoreServices env, OAuthAppRegistry registry, OncePerKey once) {
        this.env = env;
        this.registry = registry;
        this.once = once;
        this.notices = new AppNotices(env);
    }

    Answer list(PortalCall call) {
        Parameters query = call.request().query();
        Instant now = env.clock().instant();
        String status = choice(query, "status", Stream.concat(names(AppStatus.values()), Stream.of(EXPIRED, "ALL")));
        String definedBy = choice(query, "definedBy", Stream.concat(names(DefinedBy.values()), Stream.of("ALL")));
        List<App> matching = registry.list(call.developer().id()).stream()
                .filter(app -> status.equals("ALL") || app.statusAt(now).equals(status))
                .filter(app -> definedBy.equals("ALL") || app.definedBy().name().equals(definedBy))
                .toList();
        List<App> page = after(matching, query.text("cursor"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "items",
                page.stream().limit(PAGE_SIZE).map(app -> AppJson.of(app, now)).toList());
        body.put("next", page.size() > PAGE_SIZE ? page.get(PAGE_SIZE - 1).id().value() : null);
        body.put(
                "limit",
                Map.of(
                        "max",
                        OAuthAppRegistry.MAX_LIVE_APPS,
                        "active",
                        registry.countLive(call.developer().id())));
        return Answer.json(200, body);
    }

    Answer create(PortalCall call) {
        JsonObject body = call.request().json().only(AppInput.names());
        List<FieldError> errors = new ArrayList<>();
        AppDraft draft = AppInput.blank(call.developer().email()).with(body).draft(null, errors);
        RegisteredApp registered = once.perKey(call, () -> {
            if (call.developer().verified()) {
                refuse(errors, registry.check(draft, null));
            }
            return registry.create(call.developer(), draft, call.actor());
        });
        App app = registered.app();
        Map<String, Object> json = AppJson.of(app, env.clock().instant());
        registered.clientSecret().ifPresent(secret -> json.put("clientSecret", secret.reveal()));
        return new Answer.Raw(Response.json(201, json)
                .with("ETag", AppJson.etag(app))
                .with("Location", "/developers/api/v1/apps/" + app.id()));
    }

    Answer show(PanelCall call) {
        return answer(call.app());
    }

    Answer edit(PanelCall call) {
        App app = call.app();
        requireCurrent(call.request(), app);
        JsonObject body = call.request().json().only(AppInput.names());
        List<FieldError> errors = new ArrayList<>();
        AppDraft draft = AppInput.of(app).with(body).draft(app, errors);
        refuse(errors, registry.check(draft, app));
        return answer(editAndTell(call, draft));
    }

    /** Edits an app, and sends a notice if that changes who gets its users' data; the page does the same. */
    App editAndTell(PanelCall call, AppDraft draft) {
        return env.transactions().inTransaction(() -> {
            App edited = registry.edit(call.app(), draft, call.actor());
            List<String> changed = AccessChange.between(call.app(), draft);
            if (!changed.isEmpty()) {
                String words = "has a new setting of: " + String.join(", ", changed) + ".";
                notices.mail(call.portal().developer(), edited, "app.access_changed", words);
            }
            return edited;
        });
    }

    Answer revoke(PanelCall call) {
        return answer(revokeAndTell(call));
    }

    /** Revokes an app and sends the notice; the page does the same. */
    App revokeAndTell(PanelCall call) {
        return env.transactions().inTransaction(() -> {
            App revoked = registry.revoke(call.app(), call.actor());
            notices.mail(call.portal().developer(), revoked, "app.revoked", "was revoked. Its tokens no longer work.");
            return revoked;
        });
    }

    private Answer answer(App app) {
        return new Answer.Raw(
                Response.json(200, AppJson.of(app, env.clock().instant())).with("ETag", AppJson.etag(app)));
    }

    // RFC 9110 §13.1.1: a weak tag never matches. RFC 6585 §3: without the header the edit might be lost.
    private static void requireCurrent(Request request, App app) {
        List<String> tags = request.headers().all("If-Match");
        if (tags.isEmpty()) {
            throw ProblemException.of(428, "precondition_required", "Send If-Match with the ETag of the app.");
        }
        boolean current = tags.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(AppJson.etag(app)));
        if (!current) {
            throw ProblemException.of(412, "stale_version", "The app was changed in the meantime. Read it again.");
        }
    }

    private static void refuse(List<FieldError> unreadable, List<FieldError> wrong) {
        List<FieldError> all = new ArrayList<>(unreadable);
        all.addAll(wrong);
        if (!all.isEmpty()) {
            throw new ProblemException(Problem.invalidFields(all));
        }
    }

    private static List<App> after(List<App> apps, String cursor) {
        return apps.stream()
                .dropWhile(app -> !cursor.isEmpty() && !app.id().value().equals(cursor))
                .skip(cursor.isEmpty() ? 0 : 1)
                .toList();
    }

    private static String choice(Parameters query, String name, Stream<String> known) {
        String wanted = query.text(name).toUpperCase(Locale.ROOT);
        Optional<String> found =
                known.filter(wanted.isEmpty() ? "ALL"::equals : wanted::equals).findFirst();
        return found.orElseThrow(() -> new ProblemException(Problem.invalidFields(
                List.of(new FieldError(name, "unknown_value", "There is no such value to choose from.")))));
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }
}
