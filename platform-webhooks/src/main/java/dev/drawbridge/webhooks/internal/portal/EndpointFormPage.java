package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.OneTimeForms;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The forms that add and edit an endpoint (spec/portal.md P20). Thread-safe. */
public final class EndpointFormPage {

    private static final String VERSION = "version";

    /** Below the page of an app: where its scopes are. */
    private static final String SETTINGS = "/edit";

    private final Endpoints endpoints;
    private final CreateEndpoint create;
    private final EditEndpoint edit;
    private final SecretPage secretPage;
    private final Templates templates = Templates.of(EndpointFormPage.class);

    public EndpointFormPage(Endpoints endpoints, CreateEndpoint create, EditEndpoint edit, SecretPage secretPage) {
        this.endpoints = endpoints;
        this.create = create;
        this.edit = edit;
        this.secretPage = secretPage;
    }

    /**
     * The model of {@code endpointForm.jte}.
     *
     * @param action the path that the form posts to
     * @param back the path that leaves the form
     * @param submit the label of the button
     * @param hidden the name of the value that the form sends unseen
     * @param hiddenValue that value
     * @param draft what the fields show
     * @param events what there is to choose from
     * @param beyond what there would be with more scopes
     * @param settings the path of the page that has the app's scopes
     */
    record Model(
            String action,
            String back,
            String submit,
            String formToken,
            String hidden,
            String hiddenValue,
            EndpointDraft draft,
            List<Option> events,
            List<EventType> beyond,
            String settings,
            FieldErrors errors) {}

    PortalResponse newForm(PanelCall call) {
        return newForm(call, new EndpointDraft("", "", List.of()), FieldErrors.NONE);
    }

    private PortalResponse newForm(PanelCall call, EndpointDraft draft, FieldErrors errors) {
        Model model = new Model(
                WebhookPaths.of(call.app(), WebhookPaths.NEW),
                WebhookPaths.of(call.app(), WebhookPaths.LIST),
                templates.text().of("endpoint-form.add"),
                call.portal().formToken(),
                OneTimeForms.FIELD,
                secretPage.formId(),
                draft,
                events(call),
                endpoints.eventsBeyond(call.app()),
                PortalPaths.app(call.app().id(), SETTINGS),
                errors);
        return page(templates.text().of("endpoint-form.title-new"), model);
    }

    PortalResponse create(PanelCall call) {
        EndpointDraft draft = CreateEndpoint.ofForm(call.request().form());
        String list = WebhookPaths.of(call.app(), WebhookPaths.LIST);
        return orForm(
                errors -> newForm(call, draft, errors),
                () -> secretPage.once(call, list, () -> {
                    NewEndpoint created = create.run(call, draft);
                    EndpointId id = created.endpoint().id();
                    return secretPage.show(
                            templates.text().of("endpoint-form.title-added"),
                            created.secret(),
                            WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id));
                }));
    }

    PortalResponse editForm(PanelCall call) {
        WebhookEndpoint endpoint = endpoints.find(call.app(), WebhookPaths.endpoint(call));
        EndpointDraft draft = new EndpointDraft(endpoint.url().toString(), endpoint.description(), endpoint.events());
        return editForm(call, Long.toString(endpoint.version()), draft, FieldErrors.NONE);
    }

    private PortalResponse editForm(PanelCall call, String version, EndpointDraft draft, FieldErrors errors) {
        EndpointId id = WebhookPaths.endpoint(call);
        Model model = new Model(
                WebhookPaths.of(call.app(), WebhookPaths.EDIT, id),
                WebhookPaths.of(call.app(), WebhookPaths.ENDPOINT, id),
                templates.text().of("endpoint-form.save"),
                call.portal().formToken(),
                VERSION,
                version,
                draft,
                events(call),
                endpoints.eventsBeyond(call.app()),
                PortalPaths.app(call.app().id(), SETTINGS),
                errors);
        return page(templates.text().of("endpoint-form.title-edit"), model);
    }

    PortalResponse edit(PanelCall call) {
        Parameters form = call.request().form();
        EditEndpoint.Input input = EditEndpoint.Input.ofForm(form);
        return orForm(
                errors -> editForm(call, form.text(VERSION), CreateEndpoint.ofForm(form), errors),
                () -> EndpointPage.done(
                        call, edit.run(call, WebhookPaths.endpoint(call), input), WebhookFlash.ENDPOINT_SAVED));
    }

    /** Shows the form again if its fields are refused. */
    private static PortalResponse orForm(Function<FieldErrors, PortalResponse> form, Supplier<PortalResponse> change) {
        try {
            return change.get();
        } catch (WebhookRefusedException e) {
            if (e.reason() == Reason.INVALID) {
                return form.apply(FieldErrors.of(e.errors()));
            }
            throw e;
        }
    }

    private List<Option> events(PanelCall call) {
        return endpoints.eventsOf(call.app()).stream()
                .map(event -> new Option(event.name(), event.name(), event.title()))
                .toList();
    }

    private PortalResponse page(String title, Model model) {
        return new PortalResponse.Page(
                model.errors().isEmpty() ? 200 : 422, title, templates.render("endpointForm", model));
    }
}
