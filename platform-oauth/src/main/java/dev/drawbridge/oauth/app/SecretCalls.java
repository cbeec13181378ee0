package dev.drawbridge.oauth.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PanelRoute;
import dev.drawbridge.oauth.store.StoredSecret;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON calls about client secrets, and the verbs that pages share with them: each does the change and sends the notice in
 * one transaction. Thread-safe.
 */
final class SecretCalls {

    private static final Set<String> ROTATE_FIELDS = Set.of("overlap", "endOlder", "reason");

    private final CoreServices env;
    private final SecretRotator secrets;
    private final OncePerKey once;
    private final AppNotices notices;

    SecretCalls(CoreServices env, SecretRotator secrets, OncePerKey once) {
        this.env = env;
        this.secrets = secrets;
        this.once = once;
        this.notices = new AppNotices(env);
    }

    List<PanelRoute> routes() {
        return List.of(
                PanelRoute.json("GET", "/secrets", this::list),
                PanelRoute.json("POST", "/secrets", this::rotate).reauthenticated(),
                PanelRoute.json("POST", "/secrets/cancel-rotation", this::cancel)
                        .reauthenticated(),
                PanelRoute.json("DELETE", "/secrets/{sid}", this::end).reauthenticated());
    }

    RotatedSecret rotate(PanelCall call, Duration overlap, boolean endOlder, String reason) {
        return env.transactions().inTransaction(() -> {
            RotatedSecret rotated = secrets.rotate(call.app(), overlap, endOlder, reason, call.actor());
            mail(
                    call,
                    "secret.rotated",
                    "has a new client secret that ends in " + rotated.current().last4() + ".");
            return rotated;
        });
    }

    void end(PanelCall call, String secretId) {
        env.transactions().inTransaction(() -> {
            StoredSecret ended = secrets.end(call.app(), secretId, call.actor());
            mail(call, "secret.ended", "no longer accepts the client secret that ends in " + ended.last4() + ".");
        });
    }

    StoredSecret cancelRotation(PanelCall call) {
        return env.transactions().inTransaction(() -> {
            StoredSecret restored = secrets.cancelRotation(call.app(), call.actor());
            mail(
                    call,
                    "secret.rotation_cancelled",
                    "keeps the client secret that ends in " + restored.last4() + "; the newer one no longer works.");
            return restored;
        });
    }

    private Answer list(PanelCall call) {
        return Answer.json(
                200,
                Map.of(
                        "items",
                        secrets.list(call.app()).stream().map(AppJson::of).toList()));
    }

    private Answer rotate(PanelCall call) {
        JsonObject body = call.request().body().length == 0
                ? Json.readObject("{}")
                : call.request().json().only(ROTATE_FIELDS);
        Duration overlap = body.text("overlap").map(SecretCalls::overlap).orElse(SecretRotator.DEFAULT_OVERLAP);
        boolean endOlder = body.bool("endOlder").orElse(false);
        String reason = body.text("reason").orElse("");
        RotatedSecret rotated = once.perKey(call.portal(), () -> rotate(call, overlap, endOlder, reason));
        Map<String, Object> json = new LinkedHashMap<>(AppJson.of(rotated.current()));
        json.put("clientSecret", rotated.clientSecret().reveal());
        rotated.previous().ifPresent(previous -> json.put("previous", AppJson.of(previous)));
        return new Answer.Raw(Response.json(201, json));
    }

    private Answer end(PanelCall call) {
        end(call, call.request().pathParameter("sid"));
        return new Answer.Raw(Response.empty(204));
    }

    private Answer cancel(PanelCall call) {
        return Answer.json(200, AppJson.of(cancelRotation(call)));
    }

    static Duration overlap(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.invalidFields(List.of(new FieldError(
                    "overlap", "overlap_invalid", "Write the overlap as an ISO 8601 duration like P30D or PT0S."))));
        }
    }

    private void mail(PanelCall call, String kind, String words) {
        notices.mail(call.portal().developer(), call.app(), kind, words);
    }
}
