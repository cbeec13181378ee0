package dev.drawbridge.webhooks;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PanelRoute;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.Delivery;
import dev.drawbridge.webhooks.store.DeliveryAttempt;
import dev.drawbridge.webhooks.store.DeliveryStatus;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON calls below {@code /developers/api/v1/apps/{app}/webhooks}. Thread-safe. */
final class EndpointJson {

    static final int PAGE = 25;

    /** Why sending again or pausing needs no recent password. */
    static final String SAME_RECEIVER = "The receiver that gets it, or no longer does, was confirmed before.";

    /** Why deleting needs no recent password. */
    static final String ENDS = "It ends deliveries and a secret; nobody gets data by it.";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String ONE = "/webhooks/{endpoint}";
    static final Set<String> FIELDS = Set.of("url", "description", "events", "status");

    private final WebhookDispatcher dispatcher;
    private final EndpointNotices changes;
    private final boolean selfService;

    EndpointJson(WebhookDispatcher dispatcher, EndpointNotices changes, boolean selfService) {
        this.dispatcher = dispatcher;
        this.changes = changes;
        this.selfService = selfService;
    }

    List<PanelRoute> routes() {
        return List.of(
                read("GET", "/webhooks", this::list),
                change("POST", "/webhooks", this::create).reauthenticated(),
                read("GET", ONE, this::show),
                change("PATCH", ONE, this::edit).reauthenticatedIf(changes::otherUrlInJson),
                change("DELETE", ONE, this::delete).withoutReauthentication(ENDS),
                change("POST", ONE + "/secret/rotate", this::rotate).reauthenticated(),
                change("POST", ONE + "/test", this::test).withoutReauthentication(SAME_RECEIVER),
                read("GET", ONE + "/deliveries", this::deliveries),
                change("POST", ONE + "/deliveries/{delivery}/redeliver", this::redeliver)
                        .withoutReauthentication(SAME_RECEIVER));
    }

    private PanelRoute read(String method, String path, Function<PanelCall, Answer> handler) {
        return PanelRoute.json(method, path, call -> refusalsMapped(call, handler));
    }

    private PanelRoute change(String method, String path, Function<PanelCall, Answer> handler) {
        return PanelRoute.json(method, path, call -> refusalsMapped(call, selfServiced(handler)));
    }

    private Function<PanelCall, Answer> selfServiced(Function<PanelCall, Answer> handler) {
        return selfService
                ? handler
                : call -> {
                    throw new WebhookRefusedException(Reason.NOT_SELF_SERVICE);
                };
    }

    private static Answer refusalsMapped(PanelCall call, Function<PanelCall, Answer> handler) {
        try {
            return handler.apply(call);
        } catch (WebhookRefusedException e) {
            throw new ProblemException(problem(e));
        }
    }

    static Problem problem(WebhookRefusedException refused) {
        Reason reason = refused.reason();
        List<FieldError> errors = refused.errors();
        String code = errors.isEmpty() ? reason.code() : errors.get(0).code();
        Problem problem = new Problem(reason.status(), code, reason.message(), errors, Map.of(), Map.of());
        return reason.status() == TOO_MANY_REQUESTS ? problem.withHeader("Retry-After", "60") : problem;
    }

    private Answer list(PanelCall call) {
        List<Map<String, Object>> items =
                dispatcher.list(call.app()).stream().map(EndpointJson::json).toList();
        return Answer.json(200, Map.of("items", items));
    }

    private Answer create(PanelCall call) {
        JsonObject body = call.request().json().only(FIELDS);
        EndpointDraft draft = new EndpointDraft(
                body.text("url").orElse(""),
                body.text("description").orElse(""),
                body.texts("events").orElse(List.of()));
        NewEndpoint created = changes.create(call, draft);
        Map<String, Object> answer = json(created.endpoint());
        answer.put("secret", created.secret().reveal());
        return Answer.json(201, answer);
    }

    private Answer show(PanelCall call) {
        return tagged(dispatcher.find(call.app(), endpoint(call)));
    }

    private Answer edit(PanelCall call) {
        JsonObject body = call.request().json().only(FIELDS);
        WebhookEndpoint endpoint = dispatcher.find(call.app(), endpoint(call));
        Optional<EndpointStatus> status = body.text("status").map(EndpointJson::wantedStatus);
        if (body.has("url") || body.has("description") || body.has("events")) {
            EndpointDraft draft = new EndpointDraft(
                    body.has("url")
                            ? body.text("url").orElse("")
                            : endpoint.url().toString(),
                    body.has("description") ? body.text("description").orElse("") : endpoint.description(),
                    body.has("events") ? body.texts("events").orElse(List.of()) : endpoint.events());
            endpoint = changes.edit(call, endpoint.id(), expectedVersion(call), draft);
        }
        if (status.isPresent()) {
            endpoint = status.get() == EndpointStatus.ACTIVE
                    ? dispatcher.resume(call.app(), endpoint.id(), call.actor())
                    : dispatcher.pause(call.app(), endpoint.id(), call.actor());
        }
        return tagged(endpoint);
    }

    private static EndpointStatus wantedStatus(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "ACTIVE" -> EndpointStatus.ACTIVE;
            case "PAUSED" -> EndpointStatus.PAUSED;
            default ->
                throw new WebhookRefusedException(
                        Reason.INVALID,
                        List.of(new FieldError("status", "unknown_status", "Choose ACTIVE or PAUSED.")));
        };
    }

    /** {@code If-Match} is optional here; a tag that is not ours never matches. */
    private static OptionalLong expectedVersion(PanelCall call) {
        Optional<String> tag = call.request().header("If-Match");
        if (tag.isEmpty() || tag.get().equals("*")) {
            return OptionalLong.empty();
        }
        String version = tag.get().replace("\"", "");
        return OptionalLong.of(version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1);
    }

    private Answer delete(PanelCall call) {
        dispatcher.delete(call.app(), endpoint(call), call.actor());
        return new Answer.Raw(Response.empty(204));
    }

    private Answer rotate(PanelCall call) {
        boolean bare = call.request().body().length == 0;
        Duration overlap = bare
                ? WebhookDispatcher.DEFAULT_OVERLAP
                : call.request()
                        .json()
                        .only(Set.of("overlap"))
                        .text("overlap")
                        .map(EndpointJson::duration)
                        .orElse(WebhookDispatcher.DEFAULT_OVERLAP);
        Secret secret = changes.rotateSecret(call, endpoint(call), overlap);
        return Answer.json(201, Map.of("secret", secret.reveal()));
    }

    static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new WebhookRefusedException(
                    Reason.INVALID,
                    List.of(new FieldError("overlap", "invalid_duration", "Write a duration like PT24H or P7D.")));
        }
    }

    private Answer test(PanelCall call) {
        String message = dispatcher.sendTest(call.app(), endpoint(call), call.actor());
        return Answer.json(202, Map.of("messageId", message));
    }

    private Answer deliveries(PanelCall call) {
        Set<DeliveryStatus> statuses =
                statuses(call.request().query().first("status").orElse(""));
        String after = call.request().query().first("cursor").orElse(null);
        List<Delivery> found = dispatcher.deliveries(call.app(), endpoint(call), statuses, after, PAGE + 1);
        List<Delivery> page = found.subList(0, Math.min(PAGE, found.size()));
        Map<String, List<DeliveryAttempt>> attempts = dispatcher.attempts(page);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "items",
                page.stream()
                        .map(delivery -> json(delivery, attempts.getOrDefault(delivery.id(), List.of())))
                        .toList());
        answer.put("next", found.size() > PAGE ? page.get(PAGE - 1).id() : null);
        return Answer.json(200, answer);
    }

    /** Outside there are three: what was cancelled has failed. */
    static Set<DeliveryStatus> statuses(String wanted) {
        return switch (wanted.toUpperCase(Locale.ROOT)) {
            case "" -> Set.of(DeliveryStatus.values());
            case "PENDING" -> Set.of(DeliveryStatus.PENDING);
            case "DELIVERED" -> Set.of(DeliveryStatus.DELIVERED);
            case "FAILED" -> Set.of(DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);
            default ->
                throw new WebhookRefusedException(
                        Reason.INVALID,
                        List.of(new FieldError("status", "unknown_status", "Choose PENDING, DELIVERED or FAILED.")));
        };
    }

    private Answer redeliver(PanelCall call) {
        String delivery = call.request().pathParameter("delivery");
        dispatcher.redeliver(call.app(), endpoint(call), delivery, call.actor());
        return Answer.json(202, Map.of("id", delivery));
    }

    static EndpointId endpoint(PanelCall call) {
        String id = call.request().pathParameter("endpoint");
        if (id.isEmpty() || id.length() > EndpointId.MAX_LENGTH) {
            throw new WebhookRefusedException(Reason.UNKNOWN);
        }
        return new EndpointId(id);
    }

    private static Answer tagged(WebhookEndpoint endpoint) {
        return new Answer.Raw(Response.json(200, json(endpoint)).with("ETag", "\"" + endpoint.version() + "\""));
    }

    private static Map<String, Object> json(WebhookEndpoint endpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", endpoint.id().value());
        json.put("url", endpoint.url().toString());
        json.put("description", endpoint.description());
        json.put("events", endpoint.events());
        json.put("status", endpoint.status().name());
        json.put("createdAt", endpoint.createdAt());
        json.put("version", endpoint.version());
        return json;
    }

    private static Map<String, Object> json(Delivery delivery, List<DeliveryAttempt> attempts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id());
        json.put("messageId", delivery.messageId());
        json.put("event", delivery.event());
        json.put(
                "status",
                delivery.status() == DeliveryStatus.CANCELLED
                        ? DeliveryStatus.FAILED.name()
                        : delivery.status().name());
        if (delivery.status() == DeliveryStatus.CANCELLED) {
            json.put("reason", "cancelled");
        }
        json.put("responseStatus", attempts.isEmpty() ? null : responseStatus(attempts.get(attempts.size() - 1)));
        json.put("attempts", attempts.stream().map(EndpointJson::json).toList());
        json.put("nextAttemptAt", delivery.nextAttemptAt());
        json.put("createdAt", delivery.createdAt());
        return json;
    }

    private static @Nullable Integer responseStatus(DeliveryAttempt attempt) {
        return attempt.responseStatus() > 0 ? attempt.responseStatus() : null;
    }

    private static Map<String, Object> json(DeliveryAttempt attempt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", attempt.number());
        json.put("at", attempt.at());
        json.put("responseStatus", responseStatus(attempt));
        json.put("durationMs", attempt.duration().toMillis());
        json.put("error", attempt.error());
        json.put("responseBody", attempt.snippet());
        return json;
    }
}
