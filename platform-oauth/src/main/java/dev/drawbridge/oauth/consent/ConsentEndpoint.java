package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.csrf.FormTokens;
import dev.drawbridge.core.host.HostUser;
import dev.drawbridge.core.host.Member;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.store.StoreUnavailableException;
import dev.drawbridge.core.time.OnceInAWhile;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.consent.InvalidLinkException.Reason;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import dev.drawbridge.oauth.store.Interaction;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.token.ClientPolicies;
import dev.drawbridge.oauth.token.OAuthError;
import dev.drawbridge.oauth.token.OAuthException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Company choice and consent for one interaction. Nothing of the request is taken from the browser again: the link names the
 * interaction, the cookie proves the browser, the form's token proves user and company, and only scopes and decision are
 * sent.
 */
final class ConsentEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentEndpoint.class);
    private static final OnceInAWhile STORE_FAILURES = new OnceInAWhile();
    private static final String ID = "interaction";

    static final String TEMPLATE = AuthorizationEndpoint.PATH + "/{" + ID + "}";
    static final String COMPANY_TEMPLATE = TEMPLATE + "/company";

    private final CoreServices env;
    private final InteractionStore interactions;
    private final HostAnswers host;
    private final BrowserBinding browsers;
    private final Consents consents;
    private final PriorConsents priors;
    private final ResourceCatalog resources;
    private final ClientPolicies policies;
    private final CompanyGate gate;
    private final ConsentPage page;
    private final GatePages gatePages;
    private final DeadEndPages deadEnds;

    ConsentEndpoint(CoreServices env, Decisions decisions, HostAnswers host, DeadEndPages deadEnds, ConsentPage page) {
        this.env = env;
        this.interactions = decisions.interactions();
        this.priors = decisions.priors();
        this.consents = decisions.consents();
        this.resources = decisions.resources();
        this.policies = decisions.policies();
        this.host = host;
        this.deadEnds = deadEnds;
        this.browsers = new BrowserBinding(env);
        this.gate = new CompanyGate(host, env.scopes());
        this.page = page;
        this.gatePages = new GatePages(env, host, new DecisionFrame(env));
    }

    /** What decisions are made of, and where they are kept. */
    record Decisions(
            InteractionStore interactions,
            Consents consents,
            PriorConsents priors,
            ResourceCatalog resources,
            ClientPolicies policies) {}

    static String path(String interaction) {
        return AuthorizationEndpoint.PATH + "/" + interaction;
    }

    /**
     * Answers a new request of a user who is logged in already: at once if he allowed all of it before, else with its first
     * page.
     *
     * @param visit with an interaction that is not kept yet
     * @param prompt whether pages may be shown
     * @param binding gives a page's browser the cookie of the interaction
     */
    Response begin(Visit visit, Prompt prompt, UnaryOperator<Response> binding) {
        CompanyGate.Passage passage = gate.pass(visit.user(), null, wanted(visit));
        if (passage instanceof CompanyGate.Open open) {
            Scopes asked = open.offer().names();
            PriorConsent prior = prior(visit, open);
            Optional<Grant> answer = prior.answering(visit, targets(visit), asked);
            if (answer.isPresent()) {
                return consents.repeatAtOnce(visit.interaction(), answer.get(), owner(visit, open), asked)
                        .map(code -> visit.response(env).code(code))
                        .orElseThrow(() -> new InvalidLinkException(Reason.INVALID_REQUEST_URI, visit.app()));
            }
            boolean unasked = mayGoUnasked(visit);
            if (!unasked) {
                requirePages(prompt);
            }
            // The one company of the user needs no choice, so one statement writes it all.
            Visit chosen = visit.choosing(open.member().company().id());
            interactions.insert(chosen.interaction());
            if (unasked) {
                return unasked(chosen, open);
            }
            return binding.apply(page.show(chosen, open, prior, FieldErrors.NONE));
        }
        requirePages(prompt);
        interactions.insert(visit.interaction());
        return binding.apply(gatePages.closed(passage, origin(visit), FieldErrors.NONE));
    }

    /** Whether a page would ask nothing: the app is the host's own, and nobody else can take the answer. */
    private boolean mayGoUnasked(Visit visit) {
        AuthorizationRequest request = visit.interaction().request();
        return policies.firstParty(visit.app())
                && !request.pageRequired()
                && PriorConsent.onlyTheAppGetsTheAnswer(visit.app(), request.redirectUri());
    }

    /** Answers as if the user had allowed all that the page would offer. */
    private Response unasked(Visit visit, CompanyGate.Open open) {
        PriorConsents.Answer all =
                new PriorConsents.Answer(targets(visit), open.offer().names(), Scopes.NONE);
        Actor actor = Actor.hostUser(visit.user().id(), visit.request());
        return consents.allow(visit, owner(visit, open), all, actor)
                .map(code -> visit.response(env).code(code))
                .orElseGet(() -> lost(visit));
    }

    private static void requirePages(Prompt prompt) {
        if (prompt == Prompt.NONE) {
            throw new OAuthException(OAuthError.CONSENT_REQUIRED, "The user has to agree on a page.");
        }
    }

    /** Shows where the interaction stands. */
    Response show(Request request) {
        boolean choose = request.query().text("choose").equals("company");
        return visit(request, visit -> resume(visit, choose ? null : visit.chosenCompany()));
    }

    /** Takes the choice of a company. */
    Response chooseCompany(Request request) {
        return visit(request, visit -> {
            Parameters form = request.form();
            if (!env.formTokens().verify(visit.choiceBinding(), form.text(FormTokens.FIELD))) {
                return deadEnds.outdated(visit);
            }
            String chosen = form.text("company");
            Optional<Member> member = host.memberships(visit.user().id()).stream()
                    .filter(candidate -> candidate.company().id().value().equals(chosen))
                    .findFirst();
            if (member.isEmpty()) {
                return proceed(visit, null, FieldErrors.NONE.plus("company", "company_required", "Choose a company."));
            }
            CompanyId company = member.get().company().id();
            interactions.choose(
                    visit.interaction().id(),
                    visit.user().id(),
                    company,
                    env.clock().instant());
            return Response.seeOther(path(visit.interaction().id()));
        });
    }

    /** Takes the decision. */
    Response decide(Request request) {
        return visit(request, visit -> {
            Parameters form = request.form();
            CompanyId company = visit.chosenCompany();
            if (company == null
                    || !env.formTokens().verify(page.binding(visit, company), form.text(FormTokens.FIELD))) {
                return deadEnds.outdated(visit);
            }
            try {
                return decide(visit, company, form);
            } catch (HostUnavailableException | InvalidLinkException e) {
                throw e;
            } catch (StoreUnavailableException e) {
                STORE_FAILURES.log(others -> LOG.warn(
                        "Consent {} and {} others before it need the database, which did not answer",
                        request.id(),
                        others,
                        e));
                return visit.response(env).unavailable();
            } catch (RuntimeException | Error e) {
                LOG.error("Consent {} failed", request.id(), e);
                return visit.response(env).error(OAuthError.SERVER_ERROR, "The server failed. Try again later.");
            }
        });
    }

    private Response decide(Visit visit, CompanyId company, Parameters form) {
        ResourceOwner owner = new ResourceOwner(visit.user().id(), company);
        Actor actor = Actor.hostUser(owner.user(), visit.request());
        switch (form.text("decision")) {
            case "deny":
                return consents.deny(visit.interaction(), owner, actor)
                        ? visit.response(env).error(OAuthError.ACCESS_DENIED, "The user denied the request.")
                        : lost(visit);
            case "allow":
                return allow(visit, owner, form, actor);
            default:
                return proceed(
                        visit, company, FieldErrors.NONE.plus("", "decision_required", "Allow access or cancel."));
        }
    }

    private Response allow(Visit visit, ResourceOwner owner, Parameters form, Actor actor) {
        CompanyGate.Passage passage = gate.pass(visit.user(), owner.company(), wanted(visit));
        if (!(passage instanceof CompanyGate.Open open)
                || !open.member().company().id().equals(owner.company())) {
            return proceed(visit, owner.company(), FieldErrors.NONE);
        }
        Scopes ticked = open.offer().chosen(ConsentPage.ticked(form));
        if (ticked.isEmpty()) {
            return proceed(visit, owner.company(), ConsentPage.NOTHING_TICKED);
        }
        PriorConsents.Answer answer = new PriorConsents.Answer(
                targets(visit), ticked, PriorConsents.without(open.offer().names(), ticked));
        Optional<Secret> code = consents.allow(visit, owner, answer, actor);
        return code.map(value -> visit.response(env).code(value)).orElseGet(() -> lost(visit));
    }

    /** Goes on where the user left: by himself he gets to a page only if there is something to decide. */
    private Response resume(Visit visit, @Nullable CompanyId chosen) {
        CompanyGate.Passage passage = gate.pass(visit.user(), chosen, wanted(visit));
        if (passage instanceof CompanyGate.Open open) {
            Scopes asked = open.offer().names();
            Optional<Grant> answer = prior(visit, open).answering(visit, targets(visit), asked);
            if (answer.isPresent()) {
                return consents.repeat(visit.interaction(), answer.get(), owner(visit, open), asked)
                        .map(code -> visit.response(env).code(code))
                        .orElseGet(() -> lost(visit));
            }
            if (mayGoUnasked(visit) && bound(visit, open)) {
                return unasked(visit, open);
            }
        }
        return next(visit, passage, FieldErrors.NONE);
    }

    /** Shows the page that the user has to see next. */
    private Response proceed(Visit visit, @Nullable CompanyId chosen, FieldErrors errors) {
        return next(visit, gate.pass(visit.user(), chosen, wanted(visit)), errors);
    }

    private Response next(Visit visit, CompanyGate.Passage passage, FieldErrors errors) {
        if (passage instanceof CompanyGate.Open open) {
            return bound(visit, open) ? page.show(visit, open, prior(visit, open), errors) : lost(visit);
        }
        return gatePages.closed(passage, origin(visit), errors);
    }

    /** Binds the interaction to user and company; false if it can no longer be answered. */
    private boolean bound(Visit visit, CompanyGate.Open open) {
        CompanyId company = open.member().company().id();
        Interaction interaction = visit.interaction();
        return interaction.chosenBy(visit.user().id(), company)
                || interactions.choose(
                        interaction.id(),
                        visit.user().id(),
                        company,
                        env.clock().instant());
    }

    private PriorConsent prior(Visit visit, CompanyGate.Open open) {
        return priors.of(visit.app(), owner(visit, open));
    }

    private static ResourceOwner owner(Visit visit, CompanyGate.Open open) {
        return new ResourceOwner(visit.user().id(), open.member().company().id());
    }

    private GatePages.Origin origin(Visit visit) {
        String path = path(visit.interaction().id());
        return new GatePages.Origin(
                visit.app(),
                Form.post(path + "/company", env.formTokens().issue(visit.choiceBinding())),
                path + "?choose=company",
                reason -> new DecisionFrame.Action(
                        visit.response(env).errorLocation(OAuthError.ACCESS_DENIED, reason),
                        "Return to " + DecisionFrame.name(visit.app()),
                        false));
    }

    /** Somebody else answered first, or time ran out, between reading and writing. */
    private Response lost(Visit visit) {
        Optional<Interaction> now = interactions.find(visit.interaction().id());
        if (now.isPresent() && now.get().consumed()) {
            return deadEnds.answered(visit.app());
        }
        return now.isPresent() && now.get().expired(env.clock().instant())
                ? deadEnds.expired(now.get(), visit.app(), true)
                : deadEnds.outdated(visit);
    }

    private List<ProtectedResource> targets(Visit visit) {
        return resources.meant(visit.interaction().request().resources());
    }

    private Scopes wanted(Visit visit) {
        // The app's own scopes may have become fewer since it asked.
        return visit.interaction()
                .request()
                .scopes()
                .intersect(env.scopes().expand(visit.app().access().scopes()));
    }

    private Response visit(Request request, Function<Visit, Response> then) {
        String id = request.pathParameter(ID);
        Optional<Interaction> found = id.length() <= Interaction.MAX_ID ? interactions.find(id) : Optional.empty();
        if (found.isEmpty() || !browsers.holds(request, found.get())) {
            return deadEnds.notYours();
        }
        Interaction interaction = found.get();
        App app = app(interaction);
        if (interaction.consumed()) {
            return deadEnds.answered(app);
        }
        Optional<HostUser> user = host.user(request);
        if (interaction.expired(env.clock().instant())) {
            return deadEnds.expired(interaction, app, app.reviewed() || user.isPresent());
        }
        return user.isPresent()
                ? then.apply(new Visit(request, interaction, app, user.get()))
                : Response.seeOther(host.loginUrl(path(id)).toString());
    }

    private App app(Interaction interaction) {
        App app = env.apps()
                .find(interaction.request().app())
                .filter(candidate -> candidate.usable(env.clock().instant()))
                .orElseThrow(() -> new InvalidLinkException(Reason.APP_NOT_ACTIVE));
        if (!RedirectUris.matches(app, interaction.request().redirectUri())) {
            throw new InvalidLinkException(Reason.INVALID_REDIRECT_URI, app);
        }
        return app;
    }
}
