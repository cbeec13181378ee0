package dev.drawbridge.webhooks;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.html.Alert;
import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.DataTable;
import dev.drawbridge.core.html.EmptyState;
import dev.drawbridge.core.html.Field;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Link;
import dev.drawbridge.core.html.Option;
import dev.drawbridge.core.html.SecretBlock;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.panel.Answer;
import dev.drawbridge.core.panel.PanelCall;
import dev.drawbridge.core.panel.PanelRoute;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The pages about endpoints (spec/portal.md P20). Thread-safe. */
final class EndpointFormPage {

    private static final String ONE = "/webhooks/{endpoint}";
    private static final String SHOWN_ONCE =
            "This is the only time the signing secret is shown. If you lose it, rotate it.";

    private final CoreServices env;
    private final WebhookDispatcher dispatcher;
    private final Optional<String> contact;
    private final EndpointNotices changes;
    private final DeliveryPage deliveries;

    EndpointFormPage(CoreServices env, WebhookDispatcher dispatcher, EndpointNotices changes, Optional<String> contact) {
        this.changes = changes;
        this.env = env;
        this.dispatcher = dispatcher;
        this.contact = contact;
        this.deliveries = new DeliveryPage(dispatcher, contact.isEmpty());
    }

    List<PanelRoute> routes() {
        List<PanelRoute> routes = new ArrayList<>(List.of(
                read("/webhooks", this::list),
                change("GET", "/webhooks/new", call -> newForm(call, emptyDraft(), FieldErrors.NONE)),
                change("POST", "/webhooks/new", this::create).reauthenticated(),
                read(ONE, deliveries::endpoint),
                read(ONE + "/deliveries/{delivery}", deliveries::delivery),
                change("POST", ONE + "/deliveries/{delivery}/redeliver", deliveries::redeliver)
                        .withoutReauthentication(EndpointJson.SAME_RECEIVER),
                change("POST", ONE + "/test", deliveries::test).withoutReauthentication(EndpointJson.SAME_RECEIVER),
                change("GET", ONE + "/edit", this::editForm),
                change("POST", ONE + "/edit", this::edit).reauthenticatedIf(changes::otherUrlInForm),
                change("POST", ONE + "/pause", this::pause).withoutReauthentication(EndpointJson.SAME_RECEIVER),
                change("POST", ONE + "/resume", this::resume).withoutReauthentication(EndpointJson.SAME_RECEIVER),
                change("GET", ONE + "/rotate", this::rotateForm),
                change("POST", ONE + "/rotate", this::rotate).reauthenticated(),
                change("GET", ONE + "/delete", this::deleteForm),
                change("POST", ONE + "/delete", this::delete).withoutReauthentication(EndpointJson.ENDS)));
        return routes;
    }

    private PanelRoute read(String path, Function<PanelCall, Answer> handler) {
        return PanelRoute.page("GET", path, call -> refusalsMapped(call, handler));
    }

    private PanelRoute change(String method, String path, Function<PanelCall, Answer> handler) {
        Function<PanelCall, Answer> allowed = contact.isEmpty()
                ? handler
                : call -> {
                    throw new WebhookRefusedException(Reason.NOT_SELF_SERVICE);
                };
        return PanelRoute.page(method, path, call -> refusalsMapped(call, allowed));
    }

    private static Answer refusalsMapped(PanelCall call, Function<PanelCall, Answer> handler) {
        try {
            return handler.apply(call);
        } catch (WebhookRefusedException e) {
            throw new ProblemException(EndpointJson.problem(e));
        }
    }

    static String base(PanelCall call) {
        return "/developers/apps/" + call.app().id() + "/webhooks";
    }

    private Answer list(PanelCall call) {
        List<WebhookEndpoint> endpoints = dispatcher.list(call.app());
        Html contactNote = contact.map(whom -> Alert.info("Webhook endpoints are set up by us. Contact " + whom + ".")
                        .render())
                .orElse(Html.EMPTY);
        if (endpoints.isEmpty()) {
            Html action = contact.isEmpty() ? Link.primary(base(call) + "/new", "Add endpoint") : Html.EMPTY;
            return Answer.page(
                    "Webhooks",
                    contactNote.plus(EmptyState.of(
                            "No webhook endpoints yet",
                            "Add an endpoint to hear of events in the companies that connected your app.",
                            action)));
        }
        DataTable table = DataTable.of("Webhook endpoints", "URL", "Description", "Events", "Status");
        for (WebhookEndpoint endpoint : endpoints) {
            table = table.row(
                    Link.to(base(call) + "/" + endpoint.id(), endpoint.url().toString()),
                    Html.text(endpoint.description()),
                    Html.text(String.join(", ", endpoint.events())),
                    DeliveryPage.badge(endpoint.status()));
        }
        boolean room = contact.isEmpty() && endpoints.size() < WebhookDispatcher.MAX_ENDPOINTS;
        Html action = room ? Link.primary(base(call) + "/new", "Add endpoint") : Html.EMPTY;
        return Answer.page("Webhooks", contactNote.plus(Card.of("Endpoints", action, table.render())));
    }

    private static EndpointDraft emptyDraft() {
        return new EndpointDraft("", "", List.of());
    }

    private Answer newForm(PanelCall call, EndpointDraft draft, FieldErrors errors) {
        Form form = form(call, base(call) + "/new", draft, errors)
                .hidden("formId", env.oneTimeForms().issue())
                .submit("Add endpoint")
                .cancel(base(call), "Cancel");
        return page(errors, "Add webhook endpoint", Card.plain(form.render()));
    }

    private Form form(PanelCall call, String action, EndpointDraft draft, FieldErrors errors) {
        List<Option> events = dispatcher.eventsOf(call.app()).stream()
                .map(event -> new Option(event.name(), event.name(), event.title()))
                .toList();
        return Form.post(action, call.portal().formToken())
                .errors(errors)
                .add(Field.url("url", "Endpoint URL")
                        .hint("A public https address that accepts POST requests.")
                        .value(draft.url())
                        .required()
                        .error(errors))
                .add(Field.text("description", "Description")
                        .hint("Up to 200 characters, for you only.")
                        .value(draft.description())
                        .error(errors))
                .add(Field.checkboxes("events", "Events", events)
                        .hint("Only events whose scope the app has are listed.")
                        .selected(draft.events())
                        .required()
                        .error(errors));
    }

    private static EndpointDraft draft(Parameters form) {
        return new EndpointDraft(form.text("url"), form.text("description"), form.all("events"));
    }

    private static Answer page(FieldErrors errors, String title, Html content) {
        return errors.isEmpty() ? Answer.page(title, content) : Answer.invalid(title, content);
    }

    private Answer create(PanelCall call) {
        Parameters form = call.request().form();
        EndpointDraft draft = draft(form);
        try {
            return env.transactions().inTransaction(() -> {
                if (!env.oneTimeForms().firstUse(form.text("formId"))) {
                    return alreadyShown(base(call));
                }
                NewEndpoint created = changes.create(call, draft);
                return secretPage(
                        "Webhook endpoint added",
                        created.secret(),
                        base(call) + "/" + created.endpoint().id());
            });
        } catch (WebhookRefusedException e) {
            if (e.reason() == Reason.INVALID) {
                return newForm(call, draft, FieldErrors.of(e.errors()));
            }
            throw e;
        }
    }

    private static Answer secretPage(String title, Secret secret, String next) {
        return Answer.page(
                title,
                SecretBlock.of(SHOWN_ONCE)
                        .add("Signing secret", secret)
                        .render()
                        .plus(Link.primary(next, "I have stored the secret")));
    }

    private static Answer alreadyShown(String next) {
        return Answer.page(
                "Already done",
                Alert.info("This secret was already shown. If you did not store it, rotate it.")
                        .action(Link.to(next, "Go to the webhooks"))
                        .render());
    }

    private Answer editForm(PanelCall call) {
        WebhookEndpoint endpoint = dispatcher.find(call.app(), EndpointJson.endpoint(call));
        EndpointDraft draft = new EndpointDraft(endpoint.url().toString(), endpoint.description(), endpoint.events());
        return editForm(call, Long.toString(endpoint.version()), draft, FieldErrors.NONE);
    }

    private Answer editForm(PanelCall call, String version, EndpointDraft draft, FieldErrors errors) {
        String endpoint = base(call) + "/" + EndpointJson.endpoint(call);
        Form form = form(call, endpoint + "/edit", draft, errors)
                .hidden("version", version)
                .submit("Save")
                .cancel(endpoint, "Cancel");
        return page(errors, "Edit webhook endpoint", Card.plain(form.render()));
    }

    private Answer edit(PanelCall call) {
        Parameters form = call.request().form();
        String version = form.text("version");
        EndpointDraft draft = draft(form);
        long expected = version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1;
        try {
            WebhookEndpoint changed = changes.edit(call, EndpointJson.endpoint(call), OptionalLong.of(expected), draft);
            return Answer.seeOther(base(call) + "/" + changed.id() + "?done=saved");
        } catch (WebhookRefusedException e) {
            if (e.reason() == Reason.INVALID) {
                return editForm(call, version, draft, FieldErrors.of(e.errors()));
            }
            throw e;
        }
    }

    private Answer pause(PanelCall call) {
        WebhookEndpoint paused = dispatcher.pause(call.app(), EndpointJson.endpoint(call), call.actor());
        return Answer.seeOther(base(call) + "/" + paused.id() + "?done=paused");
    }

    private Answer resume(PanelCall call) {
        WebhookEndpoint resumed = dispatcher.resume(call.app(), EndpointJson.endpoint(call), call.actor());
        return Answer.seeOther(base(call) + "/" + resumed.id() + "?done=resumed");
    }

    private Answer rotateForm(PanelCall call) {
        String endpoint = base(call) + "/"
                + dispatcher.find(call.app(), EndpointJson.endpoint(call)).id();
        Form form = Form.post(endpoint + "/rotate", call.portal().formToken())
                .hidden("formId", env.oneTimeForms().issue())
                .add(Field.radios(
                                "overlap",
                                "Old secret",
                                List.of(
                                        new Option("PT24H", "24 hours", "Deliveries carry both signatures until then."),
                                        new Option("P7D", "7 days", "Deliveries carry both signatures until then."),
                                        new Option("PT0S", "Ends now", "Receivers with the old secret fail at once.")))
                        .selected(List.of("PT24H"))
                        .required())
                .submit("Rotate secret")
                .cancel(endpoint, "Cancel");
        return Answer.page("Rotate signing secret", Card.plain(form.render()));
    }

    private Answer rotate(PanelCall call) {
        Parameters form = call.request().form();
        String endpoint = base(call) + "/" + EndpointJson.endpoint(call);
        return env.transactions().inTransaction(() -> {
            if (!env.oneTimeForms().firstUse(form.text("formId"))) {
                return alreadyShown(endpoint);
            }
            Secret secret = changes.rotateSecret(
                    call,
                    EndpointJson.endpoint(call),
                    EndpointJson.duration(form.first("overlap").orElse("PT24H")));
            return secretPage("Signing secret rotated", secret, endpoint);
        });
    }

    private Answer deleteForm(PanelCall call) {
        WebhookEndpoint endpoint = dispatcher.find(call.app(), EndpointJson.endpoint(call));
        String path = base(call) + "/" + endpoint.id();
        Html form = Form.post(path + "/delete", call.portal().formToken())
                .danger("Delete endpoint", "confirm", "yes")
                .cancel(path, "Cancel")
                .render();
        Html text = Html.text("Nothing more is sent to " + endpoint.url()
                + ", waiting deliveries included. Its signing secret ends. This cannot be undone.");
        return Answer.page("Delete webhook endpoint", Card.danger("Delete", text.plus(form)));
    }

    private Answer delete(PanelCall call) {
        dispatcher.delete(call.app(), EndpointJson.endpoint(call), call.actor());
        return Answer.seeOther(base(call));
    }
}
