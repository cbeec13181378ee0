package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Permissions;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The consent page: who wants what for which company, as one form that needs no script. */
public final class ConsentPage implements ConsentRenderer {

    private final DecisionFrame frame;
    private final String productName;
    private final HostQueries host;
    private final ScopeCatalog catalog;
    private final ResourceCatalog resources;
    private final AppWarnings warnings;
    private final ConsentFormTokens tokens;

    /**
     * Makes our page.
     *
     * @param frame the frame of these pages
     * @param productName what pages call the host's product
     * @param host asks the host
     * @param catalog the scopes of the host
     * @param resources the APIs that tokens are for
     * @param warnings what pages warn of
     * @param tokens the tokens of forms
     */
    public ConsentPage(
            DecisionFrame frame,
            String productName,
            HostQueries host,
            ScopeCatalog catalog,
            ResourceCatalog resources,
            AppWarnings warnings,
            ConsentFormTokens tokens) {
        this.frame = frame;
        this.productName = productName;
        this.host = host;
        this.catalog = catalog;
        this.resources = resources;
        this.warnings = warnings;
        this.tokens = tokens;
    }

    /** The model of {@code consentIntro.jte}. */
    record Intro(
            Html appHead,
            String app,
            String company,
            String product,
            String user,
            String login,
            String otherCompany,
            boolean appChanged) {}

    /** The model of {@code consentOutro.jte}. */
    record Outro(
            String plan,
            String resources,
            String destination,
            boolean loopback,
            String product,
            @Nullable URI terms,
            @Nullable URI privacy,
            String app) {}

    /** The model of {@code alreadyAllowed.jte}: what was allowed before and is not asked for now. */
    record AlreadyAllowed(Html permissions, String app) {}

    @Override
    public Response show(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        String name = DecisionFrame.name(visit.app());
        Html content = intro(visit, open, situation.prior())
                .plus(warnings.render(visit.app()))
                .plus(form(visit, open, situation, errors));
        return frame.page(errors.isEmpty() ? 200 : 422, "Allow " + name + "?", content);
    }

    private Html intro(Visit visit, CompanyGate.Open open, PriorConsent prior) {
        String path = ConsentEndpoint.path(visit.interaction().id());
        return DecisionFrame.render(
                "consentIntro",
                new Intro(
                        frame.appHead(visit.app()),
                        DecisionFrame.name(visit.app()),
                        open.member().company().name(),
                        productName,
                        visit.user().name(),
                        host.loginUrl(path).toString(),
                        open.others() ? path + "?choose=company" : "",
                        prior.appChanged()));
    }

    private Html form(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        String name = DecisionFrame.name(visit.app());
        String path = ConsentEndpoint.path(visit.interaction().id());
        Form form = Form.post(path, tokens.ofDecision(visit, open.company())).errors(errors);
        Scopes ticked = PermissionFields.ticked(situation, errors);
        PermissionFields.scopes(
                        name, open.offer(), situation.known(), situation.prior().exists())
                .forEach(field ->
                        form.add(field.selected(ticked.names()).required().error(errors)));
        return form.add(alreadyAllowed(name, situation.prior(), open.offer()))
                .add(PermissionFields.beyondPlan(open))
                .add(outro(visit, open, situation.targets()))
                .secondary("Cancel", "decision", "deny")
                .submit("Allow access", "decision", "allow")
                .render();
    }

    private Html alreadyAllowed(String app, PriorConsent prior, ScopeOffer offer) {
        Permissions list = Permissions.begin();
        List<Scope> others = catalog.all().stream()
                .filter(scope -> prior.scopes().contains(scope.name()))
                .filter(scope ->
                        !offer.offered().contains(scope) && !offer.beyondPlan().contains(scope))
                .toList();
        others.forEach(scope -> list.add(PermissionFields.kind(scope), scope.title(), scope.description()));
        return others.isEmpty()
                ? Html.EMPTY
                : DecisionFrame.render("alreadyAllowed", new AlreadyAllowed(list.render(), app));
    }

    private Html outro(Visit visit, CompanyGate.Open open, List<ProtectedResource> targets) {
        String redirectUri = visit.interaction().request().redirectUri();
        return DecisionFrame.render(
                "consentOutro",
                new Outro(
                        PermissionFields.planLine(open),
                        // Where there is one resource, it is the product itself.
                        resources.all().size() == 1 ? "" : names(targets),
                        RedirectUris.destination(redirectUri),
                        RedirectUris.isLoopback(redirectUri),
                        productName,
                        visit.app().profile().termsUrl(),
                        visit.app().profile().privacyUrl(),
                        DecisionFrame.name(visit.app())));
    }

    private static String names(List<ProtectedResource> resources) {
        return resources.stream()
                .map(resource -> resource.name() + " (" + resource.uri() + ")")
                .collect(Collectors.joining(", "));
    }
}
