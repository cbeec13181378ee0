package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.SitePageFrame;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.ConsentQuestion;
import dev.drawbridge.oauth.ConsentView;
import dev.drawbridge.oauth.internal.app.RedirectUris;

/** The consent page of a host that has its own: tells its {@link ConsentView} everything that our page says. */
public final class HostConsentPage implements ConsentRenderer {

    private final ConsentView view;
    private final HostQueries host;
    private final AppIdentities identities;
    private final ConsentFormTokens tokens;
    private final ConsentPolicy policy = new ConsentPolicy();

    /**
     * Makes the page.
     *
     * @param view the host's own page
     * @param host asks the host
     * @param identities tells who apps are
     * @param tokens the tokens of forms
     */
    public HostConsentPage(ConsentView view, HostQueries host, AppIdentities identities, ConsentFormTokens tokens) {
        this.view = view;
        this.host = host;
        this.identities = identities;
        this.tokens = tokens;
    }

    @Override
    public Response show(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        return SitePageFrame.decision(view.show(question(visit, open, situation, errors)));
    }

    private ConsentQuestion question(
            Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        String path = ConsentEndpoint.path(visit.interaction().id());
        String redirectUri = situation.redirectUri();
        return new ConsentQuestion(
                policy.reasons(situation),
                client(visit.app(), situation.prior()),
                visit.user(),
                open.member().company(),
                permissions(open.offer(), situation, errors),
                situation.targets(),
                new ConsentQuestion.Destination(
                        RedirectUris.destination(redirectUri), RedirectUris.isLoopback(redirectUri)),
                new ConsentQuestion.DecisionForm(path, tokens.ofDecision(visit, open.company()), host.loginUrl(path)),
                errors.list());
    }

    private ConsentQuestion.Client client(App app, PriorConsent prior) {
        AppIdentity identity = identities.of(app);
        return new ConsentQuestion.Client(
                app,
                identity.name(),
                identity.developer(),
                prior.appChanged(),
                app.reviewed(),
                AppIdentities.anyProgram(app),
                identities.cautionHost(app).isPresent());
    }

    private static ConsentQuestion.Permissions permissions(
            ScopeOffer offer, ConsentSituation situation, FieldErrors errors) {
        return new ConsentQuestion.Permissions(
                PermissionFields.offered(offer, situation.known(), false),
                PermissionFields.offered(offer, situation.known(), true),
                offer.beyondPlan(),
                offer.tier(),
                PermissionFields.ticked(situation, errors));
    }
}
