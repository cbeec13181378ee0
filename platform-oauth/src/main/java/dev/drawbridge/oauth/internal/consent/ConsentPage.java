package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Permissions.Permission;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.ScopeCatalog;
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
    private final AppIdentities identities;
    private final HostQueries host;
    private final ScopeCatalog catalog;
    private final ResourceCatalog resources;
    private final ConsentFormTokens tokens;
    private final Templates templates = Templates.of(ConsentPage.class);

    /**
     * Makes our page.
     *
     * @param frame the frame of these pages
     * @param identities tells who apps are
     * @param host asks the host
     * @param catalog the scopes of the host
     * @param resources the APIs that tokens are for
     * @param tokens the tokens of forms
     */
    public ConsentPage(
            DecisionFrame frame,
            AppIdentities identities,
            HostQueries host,
            ScopeCatalog catalog,
            ResourceCatalog resources,
            ConsentFormTokens tokens) {
        this.frame = frame;
        this.identities = identities;
        this.host = host;
        this.catalog = catalog;
        this.resources = resources;
        this.tokens = tokens;
    }

    /**
     * The model of {@code consent.jte}.
     *
     * @param app who asks
     * @param appChanged whether what users see of the app is not what this user allowed before
     * @param cautionHost the domain with which the host advises caution, usually empty
     * @param anyProgram whether any program on the user's computer could pass itself off as the app
     * @param user who is asked
     * @param login where another user logs in
     * @param otherCompany where to choose another company, empty if there is none
     * @param action the path that the form posts to
     * @param formToken the token of the form
     * @param permissions what can be ticked
     * @param errors what was wrong with the decision before
     * @param alreadyAllowed what was allowed before and is not asked for now
     * @param plan what the company's plan allows
     * @param resources what the access is for, empty if there is only the product itself
     * @param destination where the user goes afterwards
     * @param loopback whether that is a program on the user's own computer
     * @param terms the app's terms of service
     * @param privacy the app's privacy policy
     */
    record Model(
            AppIdentity app,
            boolean appChanged,
            String cautionHost,
            boolean anyProgram,
            String user,
            String login,
            String otherCompany,
            String action,
            String formToken,
            PermissionFields permissions,
            FieldErrors errors,
            List<Permission> alreadyAllowed,
            CompanyPlan plan,
            String resources,
            String destination,
            boolean loopback,
            @Nullable URI terms,
            @Nullable URI privacy) {}

    @Override
    public Response show(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        Model model = model(visit, open, situation, errors);
        return frame.page(
                errors.isEmpty() ? 200 : 422,
                templates
                        .text()
                        .of("consent.title", model.app().name(), model.plan().company()),
                templates.render("consent", model));
    }

    private Model model(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        AppIdentity app = identities.of(visit.app());
        String path = ConsentEndpoint.path(visit.interaction().id());
        String redirectUri = visit.interaction().request().redirectUri();
        return new Model(
                app,
                situation.prior().appChanged(),
                identities.cautionHost(visit.app()).orElse(""),
                AppIdentities.anyProgram(visit.app()),
                visit.user().name(),
                host.loginUrl(path).toString(),
                open.others() ? path + "?choose=company" : "",
                path,
                tokens.ofDecision(visit, open.company()),
                PermissionFields.ofConsent(open.offer(), situation, errors, templates.text()),
                errors,
                alreadyAllowed(situation.prior(), open.offer()),
                CompanyPlan.of(open, host, templates.text()),
                // Where there is one resource, it is the product itself.
                resources.all().size() == 1 ? "" : names(situation.targets()),
                RedirectUris.destination(redirectUri),
                RedirectUris.isLoopback(redirectUri),
                visit.app().profile().termsUrl(),
                visit.app().profile().privacyUrl());
    }

    private List<Permission> alreadyAllowed(PriorConsent prior, ScopeOffer offer) {
        return catalog.all().stream()
                .filter(scope -> prior.scopes().contains(scope.name()))
                .filter(scope ->
                        !offer.offered().contains(scope) && !offer.beyondPlan().contains(scope))
                .map(PermissionFields::permission)
                .toList();
    }

    private String names(List<ProtectedResource> targets) {
        return targets.stream()
                .map(resource -> templates
                        .text()
                        .of("consent.resource", resource.name(), resource.uri().toString()))
                .collect(Collectors.joining(", "));
    }
}
