package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.grant.Installations;
import dev.drawbridge.oauth.internal.grant.ResourceOwner;
import dev.drawbridge.oauth.internal.request.AuthorizationRequestReader;
import dev.drawbridge.oauth.internal.request.AuthorizationResponse;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import dev.drawbridge.oauth.internal.request.LinkParameters;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Installation of machine apps: an administrator agrees for the whole company and says as which user the app runs. There is no
 * request of the app to keep, so nothing is stored before the decision; the link names the app and nothing else.
 */
public final class InstallEndpoint {

    static final String PATH = OAuthPaths.INSTALL;
    static final String COMPANY_PATH = PATH + "/company";

    private final AuthorizationRequestReader reader;
    private final HostQueries host;
    private final CompanyGate gate;
    private final Installations installations;
    private final FormTokens tokens;
    private final InstallPage page;
    private final GatePages gatePages;
    private final DeadEndPages deadEnds;
    private final DecisionErrors errors = new DecisionErrors();

    /**
     * Makes the endpoint.
     *
     * @param reader checks and reads requests
     * @param host asks the host
     * @param gate which company, right and plan
     * @param installations installs machine apps
     * @param tokens the tokens of forms
     * @param page the installation page
     * @param gatePages the pages of a closed gate
     * @param deadEnds the pages where nothing can be decided
     */
    public InstallEndpoint(
            AuthorizationRequestReader reader,
            HostQueries host,
            CompanyGate gate,
            Installations installations,
            FormTokens tokens,
            InstallPage page,
            GatePages gatePages,
            DeadEndPages deadEnds) {
        this.reader = reader;
        this.host = host;
        this.gate = gate;
        this.installations = installations;
        this.tokens = tokens;
        this.page = page;
        this.gatePages = gatePages;
        this.deadEnds = deadEnds;
    }

    /** Shows the installation page. */
    Response show(Request request) {
        Parameters sent = LinkParameters.read(request);
        App app = machineApp(sent);
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(
                    host.loginUrl(path(app, company(sent.text("company")))).toString());
        }
        return proceed(new Candidate(request, app, user.get(), company(sent.text("company"))), FieldErrors.NONE);
    }

    /** Takes the choice of a company; nothing changes yet. */
    Response chooseCompany(Request request) {
        Parameters sent = LinkParameters.read(request);
        App app = machineApp(sent);
        Optional<HostUser> user = host.user(request);
        CompanyId chosen = company(sent.text("company"));
        if (user.isEmpty() || chosen != null) {
            return Response.seeOther(path(app, chosen));
        }
        return proceed(new Candidate(request, app, user.get(), null), errors.companyRequired());
    }

    /** Takes the decision. */
    Response decide(Request request) {
        Parameters form = LinkParameters.read(request);
        App app = machineApp(form);
        Optional<HostUser> user = host.user(request);
        CompanyId company = company(form.text("company"));
        if (user.isEmpty() || company == null) {
            return Response.seeOther(path(app, company));
        }
        Candidate candidate = new Candidate(request, app, user.get(), company);
        if (!tokens.verify(candidate.binding(company), form.text(FormTokens.FIELD))) {
            return deadEnds.outdated(request, user.get().name(), path(app, company));
        }
        return switch (form.text("decision")) {
            case "deny" -> Response.seeOther(ConnectionsEndpoint.PATH);
            case "allow" ->
                install(candidate, company, form, Actor.hostUser(user.get().id(), request));
            default -> proceed(candidate, errors.installationRequired());
        };
    }

    /**
     * Who is about to install what.
     *
     * @param request what leads here
     * @param app a usable machine app
     * @param user who is logged in to the host
     * @param company the company that was chosen, or null
     */
    record Candidate(
            Request request,
            App app,
            HostUser user,
            @Nullable CompanyId company) {

        String binding(CompanyId chosen) {
            return "install " + app.id().value() + " " + user.id().value() + " " + chosen.value();
        }
    }

    private Response install(Candidate candidate, CompanyId company, Parameters form, Actor actor) {
        if (!(gate.passInstalling(candidate.app(), candidate.user(), company) instanceof CompanyGate.Open open)
                || !open.member().company().id().equals(company)) {
            return proceed(candidate, FieldErrors.NONE);
        }
        Scopes ticked = open.offer().chosen(PermissionFields.ticked(form));
        FieldErrors wrong = ticked.isEmpty() ? errors.scopeRequired() : FieldErrors.NONE;
        Optional<UserId> runAs = runAs(candidate.user(), company, form.text("runAs"));
        if (runAs.isEmpty()) {
            wrong = errors.runAsNotPermitted(wrong);
        }
        if (!wrong.isEmpty() || runAs.isEmpty()) {
            return page.show(
                    candidate,
                    open,
                    choices(candidate.user(), company),
                    new InstallPage.Filled(ticked, form.text("runAs")),
                    wrong);
        }
        ResourceOwner owner = new ResourceOwner(candidate.user().id(), company);
        if (installations
                .install(candidate.app().id(), owner, runAs.get(), ticked, actor)
                .isEmpty()) {
            throw new InvalidLinkException(Reason.APP_NOT_ACTIVE, candidate.app());
        }
        return Response.seeOther(ConnectionsEndpoint.PATH);
    }

    private Response proceed(Candidate candidate, FieldErrors wrong) {
        CompanyGate.Passage passage = gate.passInstalling(candidate.app(), candidate.user(), candidate.company());
        if (!(passage instanceof CompanyGate.Open open)) {
            return gatePages.closed(passage, origin(candidate), wrong);
        }
        CompanyId company = open.member().company().id();
        Optional<Grant> before = installations.live(candidate.app().id(), company);
        Scopes ticked = before.map(grant -> open.offer().names().intersect(grant.scopes()))
                .filter(scopes -> !scopes.isEmpty())
                .orElse(open.offer().names());
        InstallPage.Filled filled =
                new InstallPage.Filled(ticked, candidate.user().id().value());
        return page.show(candidate, open, choices(candidate.user(), company), filled, wrong);
    }

    private GatePages.Origin origin(Candidate candidate) {
        return new GatePages.Origin(
                candidate.request(),
                candidate.app(),
                candidate.user(),
                new GatePages.ChooserForm(
                        COMPANY_PATH,
                        "",
                        List.of(new Form.Hidden(
                                "client_id", candidate.app().clientId().value()))),
                path(candidate.app(), null),
                reason -> deadEnds.connectedApps());
    }

    private List<Member> choices(HostUser user, CompanyId company) {
        return host.runAsChoices(company, user.id());
    }

    private Optional<UserId> runAs(HostUser user, CompanyId company, String posted) {
        return choices(user, company).stream()
                .map(member -> member.user().id())
                .filter(id -> id.value().equals(posted))
                .findFirst();
    }

    private App machineApp(Parameters sent) {
        App app = reader.requireClient(sent);
        if (app.type() != AppType.MACHINE) {
            throw new InvalidLinkException(Reason.NOT_INSTALLABLE, app);
        }
        return app;
    }

    private static @Nullable CompanyId company(String value) {
        try {
            return value.isEmpty() ? null : new CompanyId(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String path(App app, @Nullable CompanyId company) {
        String path = PATH + "?client_id="
                + AuthorizationResponse.encode(app.clientId().value());
        return company == null ? path : path + "&company=" + AuthorizationResponse.encode(company.value());
    }
}
