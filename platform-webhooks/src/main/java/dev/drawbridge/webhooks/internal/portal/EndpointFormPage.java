package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.endpoint.EndpointField;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The forms that add and edit an endpoint (spec/portal.md P20). Thread-safe. */
public final class EndpointFormPage {

    private static final String VERSION = "version";

    private final Endpoints endpoints;
    private final CreateEndpoint create;
    private final EditEndpoint edit;
    private final SecretPage secretPage;

    public EndpointFormPage(Endpoints endpoints, CreateEndpoint create, EditEndpoint edit, SecretPage secretPage) {
        this.endpoints = endpoints;
        this.create = create;
        this.edit = edit;
        this.secretPage = secretPage;
    }

    Answer newForm(PanelCall call) {
        return newForm(call, new EndpointDraft("", "", List.of()), FieldErrors.NONE);
    }

    private Answer newForm(PanelCall call, EndpointDraft draft, FieldErrors errors) {
        Form form = form(call, WebhookPaths.of(call.app(), WebhookPaths.NEW), draft, errors)
                .hidden(OneTimeForms.FIELD, secretPage.formId())
                .submit("Add endpoint")
                .cancel(WebhookPaths.of(call.app(), WebhookPaths.LIST), "Cancel");
        return page(errors, "Add webhook endpoint", form);
    }

    Answer create(PanelCall call) {
        EndpointDraft draft = CreateEndpoint.ofForm(call.request().form());
        String list = WebhookPaths.of(call.app(), WebhookPaths.LIST);
        return orForm(
                errors -> newForm(call, draft, errors),
                () -> secretPage.once(call, list, () -> {
                    NewEndpoint created = create.run(call, draft);
                    return secretPage.show(
                            "Webhook endpoint added",
                            created.secret(),
                            WebhookPaths.of(
                                    call.app(),
                                    WebhookPaths.ENDPOINT,
                                    created.endpoint().id()));
                }));
    }

    Answer editForm(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        EndpointDraft draft = new EndpointDraft(endpoint.url().toString(), endpoint.description(), endpoint.events());
        return editForm(call, Long.toString(endpoint.version()), draft, FieldErrors.NONE);
    }

    private Answer editForm(PanelCall call, String version, EndpointDraft draft, FieldErrors errors) {
        EndpointId id = WebhookPaths.endpoint(call);
        Form form = form(call, WebhookPaths.of(call.app(), WebhookPaths.EDIT, id), draft, errors)
                .hidden(VERSION, version)
                .submit("Save")
                .cancel(WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id), "Cancel");
        return page(errors, "Edit webhook endpoint", form);
    }

    Answer edit(PanelCall call) {
        Parameters form = call.request().form();
        EditEndpoint.Input input = EditEndpoint.Input.ofForm(form);
        return orForm(
                errors -> editForm(call, form.text(VERSION), CreateEndpoint.ofForm(form), errors),
                () -> EndpointPage.done(call, edit.run(call, WebhookPaths.endpoint(call), input), "saved"));
    }

    /** Shows the form again if its fields are refused. */
    private static Answer orForm(Function<FieldErrors, Answer> form, Supplier<Answer> change) {
        try {
            return change.get();
        } catch (WebhookRefusedException e) {
            if (e.reason() == Reason.INVALID) {
                return form.apply(FieldErrors.of(e.errors()));
            }
            throw e;
        }
    }

    private Form form(PanelCall call, String action, EndpointDraft draft, FieldErrors errors) {
        List<Option> events = endpoints.eventsOf(call.app()).stream()
                .map(event -> new Option(event.name(), event.name(), event.title()))
                .toList();
        return Form.post(action, call.portal().formToken())
                .errors(errors)
                .add(Field.url(EndpointField.URL, "Endpoint URL")
                        .hint("A public https address that accepts POST requests.")
                        .value(draft.url())
                        .required()
                        .error(errors))
                .add(Field.text(EndpointField.DESCRIPTION, "Description")
                        .hint("Up to 200 characters, for you only.")
                        .value(draft.description())
                        .error(errors))
                .add(Field.checkboxes(EndpointField.EVENTS, "Events", events)
                        .hint("Only events whose scope the app has are listed.")
                        .selected(draft.events())
                        .required()
                        .error(errors));
    }

    private static Answer page(FieldErrors errors, String title, Form form) {
        Html card = Card.plain(form.render());
        return errors.isEmpty() ? Answer.page(title, card) : Answer.invalid(title, card);
    }
}
