package dev.drawbridge.examples.host;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.jdbi.JdbiStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fieldwork's API: the host's own handlers, each behind the platform's guard. A change and its event are kept together or
 * not at all: the event is published on the host's own connection before it commits.
 */
final class FieldworkApi {

    private static final Set<String> RESERVED = Set.of("id", "createdAt");

    /** The events of changed fields: resource, new status, event. */
    private static final Map<String, Map<String, String>> STATUS_EVENTS = Map.of(
            "jobs", Map.of("completed", "job.completed"),
            "invoices", Map.of("sent", "invoice.sent", "paid", "invoice.paid"),
            "estimates", Map.of("approved", "estimate.approved"));

    private final Environment env;
    private final Platform platform;
    private final JdbiStores stores;
    private final Sql sql;
    private final Records records;
    private final People people;

    FieldworkApi(Environment env, Platform platform, JdbiStores stores, Sql sql, People people) {
        this.env = env;
        this.platform = platform;
        this.stores = stores;
        this.sql = sql;
        this.records = new Records(sql);
        this.people = people;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.hostApi(
                "GET",
                "/api/v1/leads",
                platform.guard()
                        .require("leads.read")
                        .around((request, caller) ->
                                Response.json(200, Map.of("leads", Records.leads(caller.company()))))));
        for (String resource : Catalog.RESOURCES) {
            String path = "/api/v1/" + resource;
            var read = platform.guard().require(resource + ".read");
            var write = platform.guard().require(resource + ".write");
            routes.add(Route.hostApi(
                    "GET",
                    path,
                    read.around((request, caller) ->
                            Response.json(200, Map.of(resource, records.list(caller.company(), resource))))));
            routes.add(
                    Route.hostApi("POST", path, write.around((request, caller) -> create(resource, request, caller))));
            routes.add(Route.hostApi(
                    "PATCH", path + "/{id}", write.around((request, caller) -> change(resource, request, caller))));
        }
        return routes;
    }

    private Response create(String resource, Request request, Caller caller) {
        Optional<Response> refusal = refuseReader(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String noun = noun(resource);
        Instant now = env.clock().instant();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", noun + "_" + env.newId());
        request.json().toMap().forEach(body::putIfAbsent);
        body.put("createdAt", now.toString());
        return sql.inTransaction(connection -> {
            Records.insert(connection, caller.company(), resource, body, now);
            String event = noun + ".created";
            if (env.events().find(event).isPresent()) {
                stores.join(connection).run(() -> platform.publish(event, caller.company(), body));
            }
            return Response.json(201, body);
        });
    }

    private Response change(String resource, Request request, Caller caller) {
        Optional<Response> refusal = refuseReader(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Map<String, Object> changes = new LinkedHashMap<>(request.json().toMap());
        changes.keySet().removeAll(RESERVED);
        String id = request.pathParameter("id");
        return sql.inTransaction(connection -> {
            Optional<Map<String, Object>> before = Records.lock(connection, caller.company(), resource, id);
            if (before.isEmpty()) {
                return Problem.of(404, "not_found", "The company has nothing with this id here.")
                        .toResponse(request.id());
            }
            Map<String, Object> after = new LinkedHashMap<>(before.get());
            after.putAll(changes);
            Records.replace(connection, after);
            eventOf(resource, before.get(), after)
                    .ifPresent(event ->
                            stores.join(connection).run(() -> platform.publish(event, caller.company(), after)));
            return Response.json(200, after);
        });
    }

    private static Optional<String> eventOf(String resource, Map<String, Object> before, Map<String, Object> after) {
        if (resource.equals("tickets")) {
            return Optional.of("ticket.updated");
        }
        String status = String.valueOf(after.get("status"));
        boolean moved = !status.equals(String.valueOf(before.get("status")));
        return moved
                ? Optional.ofNullable(
                        STATUS_EVENTS.getOrDefault(resource, Map.of()).get(status))
                : Optional.empty();
    }

    // The host's own rule, the same for its web pages and for tokens: members read, administrators write.
    private Optional<Response> refuseReader(Request request, Caller caller) {
        return people.mayWrite(caller.company(), caller.actsAs())
                ? Optional.empty()
                : Optional.of(
                        Problem.of(403, "user_not_permitted", "This user may read but not change the company's data.")
                                .toResponse(request.id()));
    }

    private static String noun(String resource) {
        return resource.equals("properties") ? "property" : resource.substring(0, resource.length() - 1);
    }
}
