package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.internal.grant.ResourceOwner;
import dev.drawbridge.oauth.internal.grant.ScopeSets;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.request.Prompt;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Company choice and consent for one interaction. Nothing of the request is taken from the browser again: the link names the
 * interaction, the cookie proves the browser, the form's token proves user and company, and only scopes and decision are
 * sent.
 */
public final class ConsentEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentEndpoint.class);
    private static final OnceInAWhile STORE_FAILURES = new OnceInAWhile();

    /** The variable of the paths. */
    static final String ID = "interaction";

    static final String TEMPLATE = AuthorizationFlow.PATH + "/{" + ID + "}";
    static final String COMPANY_TEMPLATE = TEMPLATE + "/company";

    private final Visits visits;
    private final HostQueries host;
    private final Interactions interactions;
    private final ConsentFormTokens tokens;
    private final ConsentSituations situations;
    private final Consents consents;
    private final ConsentPages pages;
    private final URI issuer;
    private final ConsentPolicy policy = new ConsentPolicy();
    private final DecisionErrors errors = new DecisionErrors();

    /**
     * Makes the endpoint.
     *
     * @param visits finds who is at which interaction
     * @param host asks the host
     * @param interactions requests on their way
     * @param tokens the tokens of forms
     * @param situations loads what the policy decides on
     * @param consents writes decisions
     * @param pages the pages of a visit
     * @param issuer the issuer, as in the metadata
     */
    public ConsentEndpoint(
            Visits visits,
            HostQueries host,
            Interactions interactions,
            ConsentFormTokens tokens,
            ConsentSituations situations,
            Consents consents,
            ConsentPages pages,
            URI issuer) {
        this.visits = visits;
        this.host = host;
        this.interactions = interactions;
        this.tokens = tokens;
        this.situations = situations;
        this.consents = consents;
        this.pages = pages;
        this.issuer = issuer;
    }

    static String path(String interaction) {
        return AuthorizationFlow.PATH + "/" + interaction;
    }

    /** Resumes an interaction where it was left, for example after the login. */
    Response show(Request request) {
        boolean choose = request.query().text("choose").equals("company");
        return visits.at(request, visit -> resume(visit, choose ? null : visit.chosenCompany()));
    }

    /** Takes the choice of a company. */
    Response chooseCompany(Request request) {
        return visits.at(request, visit -> {
            Parameters form = request.form();
            if (!tokens.verifyChoice(visit, form)) {
                return pages.outdated(visit);
            }
            String chosen = form.text("company");
            Optional<Member> member = host.memberships(visit.user().id()).stream()
                    .filter(candidate -> candidate.company().id().value().equals(chosen))
                    .findFirst();
            if (member.isEmpty()) {
                return page(visit, null, errors.companyRequired());
            }
            interactions.choose(visit, member.get().company().id());
            return Response.seeOther(path(visit.interaction().id()));
        });
    }

    /** Takes the decision. */
    Response decide(Request request) {
        return visits.at(request, visit -> {
            Parameters form = request.form();
            CompanyId company = visit.chosenCompany();
            if (company == null || !tokens.verifyDecision(visit, company, form)) {
                return pages.outdated(visit);
            }
            try {
                return decide(visit, company, form);
            } catch (HostUnavailableException | InvalidLinkException e) {
                throw e;
            } catch (StoreUnavailableException e) {
                STORE_FAILURES.log(others -> LOG.warn(
                        "Consent {} and {} others before it need the database, which did not respond",
                        request.id(),
                        others,
                        e));
                return visit.response(issuer).unavailable();
            } catch (RuntimeException | Error e) {
                LOG.error("Consent {} failed", request.id(), e);
                return visit.response(issuer).error(OAuthError.SERVER_ERROR, "The server failed. Try again later.");
            }
        });
    }

    private Response decide(Visit visit, CompanyId company, Parameters form) {
        switch (form.text("decision")) {
            case "deny":
                return consents.deny(
                                visit.interaction(),
                                new ResourceOwner(visit.user().id(), company),
                                visit.actor())
                        ? visit.response(issuer).error(OAuthError.ACCESS_DENIED, "The user denied the request.")
                        : pages.lost(visit);
            case "allow":
                return allow(visit, company, form);
            default:
                return page(visit, company, errors.consentRequired());
        }
    }

    private Response allow(Visit visit, CompanyId company, Parameters form) {
        CompanyGate.Passage passage = situations.pass(visit, company);
        if (!(passage instanceof CompanyGate.Open open) || !open.company().equals(company)) {
            return page(visit, company, FieldErrors.NONE);
        }
        Scopes ticked = open.offer().chosen(PermissionFields.ticked(form));
        if (ticked.isEmpty()) {
            return page(visit, company, errors.scopeRequired());
        }
        ConsentChoice choice = new ConsentChoice(
                situations.targets(visit),
                ticked,
                ScopeSets.without(open.offer().names(), ticked));
        return code(visit, consents.allow(visit, open.owner(visit.user()), choice));
    }

    /** Without anything to decide the user gets back to the app, otherwise to the next page. */
    private Response resume(Visit visit, @Nullable CompanyId chosen) {
        CompanyGate.Passage passage = situations.pass(visit, chosen);
        if (!(passage instanceof CompanyGate.Open open)) {
            return pages.closed(visit, passage, FieldErrors.NONE);
        }
        ConsentSituation situation =
                situations.load(visit, open, Prompt.of(visit.interaction().request()));
        ConsentDecision decision = policy.decide(situation);
        if (decision instanceof ConsentDecision.Skip skip) {
            return code(
                    visit,
                    consents.skip(visit.interaction(), skip.grant(), open.owner(visit.user()), situation.offered()));
        }
        if (!interactions.ensureChosen(visit, open.company())) {
            return pages.lost(visit);
        }
        if (decision instanceof ConsentDecision.GrantWithoutPrompt) {
            return code(
                    visit,
                    consents.allow(visit, open.owner(visit.user()), ConsentChoice.of(situation, situation.offered())));
        }
        return pages.ask(visit, open, situation, FieldErrors.NONE);
    }

    private Response code(Visit visit, Optional<Secret> code) {
        return code.map(visit.response(issuer)::code).orElseGet(() -> pages.lost(visit));
    }

    /** Shows the page that the user has to see next, whatever the policy says. */
    private Response page(Visit visit, @Nullable CompanyId chosen, FieldErrors wrong) {
        CompanyGate.Passage passage = situations.pass(visit, chosen);
        if (!(passage instanceof CompanyGate.Open open)) {
            return pages.closed(visit, passage, wrong);
        }
        return interactions.ensureChosen(visit, open.company())
                ? pages.ask(
                        visit,
                        open,
                        situations.load(
                                visit, open, Prompt.of(visit.interaction().request())),
                        wrong)
                : pages.lost(visit);
    }
}
