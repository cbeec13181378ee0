package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.html.Field;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Option;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.html.Permissions;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The consent page: who wants what for which company, as one form that needs no script. */
final class ConsentPage {

    private static final String SCOPE = "scope";

    /** What was allowed before, where the same page also asks for something new. */
    private static final String KEPT = "kept";

    static final FieldErrors NOTHING_TICKED =
            FieldErrors.NONE.plus(SCOPE, "scope_required", "Tick at least one permission, or choose Cancel.");

    private final CoreServices env;
    private final HostAnswers host;
    private final ResourceCatalog resources;
    private final DecisionFrame frame;
    private final UnreviewedApps unreviewed;
    private final @Nullable ConsentView view;

    ConsentPage(
            CoreServices env,
            HostAnswers host,
            ResourceCatalog resources,
            UnreviewedApps unreviewed,
            @Nullable ConsentView view) {
        this.env = env;
        this.host = host;
        this.resources = resources;
        this.frame = new DecisionFrame(env);
        this.unreviewed = unreviewed;
        this.view = view;
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

    /** The model of {@code beyondPlan.jte}: what was asked for but needs a higher plan. */
    record BeyondPlan(Html permissions, String company, String plan) {}

    /** The model of {@code alreadyAllowed.jte}: what was allowed before and is not asked for now. */
    record AlreadyAllowed(Html permissions, String app) {}

    /** Shows the host's own page, if it has one, or ours. */
    Response show(Visit visit, CompanyGate.Open open, PriorConsent prior, FieldErrors errors) {
        return view == null
                ? ours(visit, open, prior, errors)
                : PageFrame.decision(view.show(question(visit, open, prior, errors)));
    }

    private ConsentQuestion question(Visit visit, CompanyGate.Open open, PriorConsent prior, FieldErrors errors) {
        App app = visit.app();
        ScopeOffer offer = open.offer();
        Scopes known = prior.known(targets(visit), offer.names());
        String path = ConsentEndpoint.path(visit.interaction().id());
        String redirectUri = visit.interaction().request().redirectUri();
        return new ConsentQuestion(
                new ConsentQuestion.Client(
                        app,
                        DecisionFrame.name(app),
                        frame.developer(app),
                        prior.appChanged(),
                        app.reviewed(),
                        UnreviewedApps.anyProgram(app),
                        unreviewed.advisesCaution(app)),
                visit.user(),
                open.member().company(),
                new ConsentQuestion.Permissions(
                        offered(offer, known, false),
                        offered(offer, known, true),
                        offer.beyondPlan(),
                        offer.tier(),
                        errors == NOTHING_TICKED ? Scopes.NONE : offer.names()),
                targets(visit),
                new ConsentQuestion.Destination(
                        RedirectUris.destination(redirectUri), RedirectUris.isLoopback(redirectUri)),
                new ConsentQuestion.Answer(path, token(visit, open), host.loginUrl(path)),
                errors.list());
    }

    private String token(Visit visit, CompanyGate.Open open) {
        return env.formTokens().issue(binding(visit, open.member().company().id()));
    }

    private Response ours(Visit visit, CompanyGate.Open open, PriorConsent prior, FieldErrors errors) {
        App app = visit.app();
        String name = DecisionFrame.name(app);
        String path = ConsentEndpoint.path(visit.interaction().id());
        // Nothing ticked stays so only where the user saw the page: the form comes back as it was sent.
        Scopes ticked = errors == NOTHING_TICKED ? Scopes.NONE : open.offer().names();
        Form choices = Form.post(path, token(visit, open)).errors(errors);
        Scopes known = prior.known(targets(visit), open.offer().names());
        scopes(name, open.offer(), known, prior.grant() != null)
                .forEach(field ->
                        choices.add(field.selected(ticked.names()).required().error(errors)));
        Html form = choices.add(alreadyAllowed(name, prior, open.offer()))
                .add(beyondPlan(open))
                .add(outro(visit, open))
                .secondary("Cancel", "decision", "deny")
                .submit("Allow access", "decision", "allow")
                .render();
        Html intro = DecisionFrame.render(
                "consentIntro",
                new Intro(
                        frame.appHead(app),
                        name,
                        open.member().company().name(),
                        env.productName(),
                        visit.user().name(),
                        host.loginUrl(path).toString(),
                        open.others() ? path + "?choose=company" : "",
                        prior.appChanged()));
        return frame.page(
                errors.isEmpty() ? 200 : 422,
                "Allow " + name + "?",
                intro.plus(unreviewed.warnings(app)).plus(form));
    }

    /** Returns what the token of the consent form is bound to. */
    String binding(Visit visit, CompanyId company) {
        return visit.consentBinding(company, PriorConsents.seen(env.scopes(), visit.app()));
    }

    /** Returns what the user left ticked, as it was sent. */
    static List<String> ticked(Parameters form) {
        return Stream.concat(form.all(SCOPE).stream(), form.all(KEPT).stream()).toList();
    }

    /** Renders the checkboxes of an installation page. */
    static Field scopes(String app, ScopeOffer offer, Collection<String> ticked, FieldErrors errors) {
        return asked(app, options(offer.offered(), Set.of()))
                .selected(ticked)
                .required()
                .error(errors);
    }

    // The first list has the name that errors refer to, whichever it is.
    private static List<Field> scopes(String app, ScopeOffer offer, Scopes allowed, boolean mark) {
        List<Scope> old = offered(offer, allowed, true);
        List<Scope> fresh = offered(offer, allowed, false);
        List<Field> fields = new ArrayList<>();
        if (!fresh.isEmpty()) {
            Set<String> marks = mark ? Set.of("New") : Set.of();
            fields.add(asked(app, options(fresh, marks)));
        }
        if (!old.isEmpty()) {
            fields.add(Field.checkboxes(fresh.isEmpty() ? SCOPE : KEPT, "Already allowed", options(old, Set.of()))
                    .hint("Untick what you no longer want to allow."));
        }
        return fields;
    }

    private static List<Scope> offered(ScopeOffer offer, Scopes allowed, boolean known) {
        return offer.offered().stream()
                .filter(scope -> allowed.contains(scope.name()) == known)
                .toList();
    }

    private static Field asked(String app, List<Option> options) {
        return Field.checkboxes(SCOPE, app + " will be allowed to", options)
                .hint("Untick what you do not want to allow.");
    }

    private static List<Option> options(List<Scope> scopes, Set<String> marks) {
        return scopes.stream()
                .map(scope -> new Option(scope.name(), label(scope, marks), scope.description()))
                .toList();
    }

    private static String label(Scope scope, Set<String> marks) {
        String all = Stream.concat(marks.stream(), scope.sensitive() ? Stream.of("sensitive") : Stream.of())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? scope.title() : scope.title() + " (" + all + ")";
    }

    private Html alreadyAllowed(String app, PriorConsent prior, ScopeOffer offer) {
        Permissions list = Permissions.begin();
        List<Scope> others = env.scopes().all().stream()
                .filter(scope -> prior.scopes().contains(scope.name()))
                .filter(scope ->
                        !offer.offered().contains(scope) && !offer.beyondPlan().contains(scope))
                .toList();
        others.forEach(scope -> list.add(kind(scope), scope.title(), scope.description()));
        return others.isEmpty()
                ? Html.EMPTY
                : DecisionFrame.render("alreadyAllowed", new AlreadyAllowed(list.render(), app));
    }

    /** Renders what was asked for but cannot be granted on the company's plan. */
    static Html beyondPlan(CompanyGate.Open open) {
        ScopeOffer offer = open.offer();
        if (offer.beyondPlan().isEmpty()) {
            return Html.EMPTY;
        }
        Permissions list = Permissions.begin();
        offer.beyondPlan()
                .forEach(scope -> list.add(
                        kind(scope),
                        scope.title(),
                        scope.description() + " Requires " + scope.minPlan().code() + "."));
        return DecisionFrame.render(
                "beyondPlan",
                new BeyondPlan(
                        list.render(),
                        open.member().company().name(),
                        offer.tier().code()));
    }

    /** Says what the plan allows, for example "Requires STARTER or higher. Acme is on PRO (500 requests/hour)." */
    static String planLine(CompanyGate.Open open) {
        String company = open.member().company().name();
        String required = open.offer()
                .lowestPlan()
                .map(tier -> "Requires " + tier.code() + " or higher. ")
                .orElse("");
        return required + company + " is on " + DecisionFrame.plan(open.offer().tier()) + ".";
    }

    private Html outro(Visit visit, CompanyGate.Open open) {
        String redirectUri = visit.interaction().request().redirectUri();
        return DecisionFrame.render(
                "consentOutro",
                new Outro(
                        planLine(open),
                        // Where there is one resource, it is the product itself.
                        resources.all().size() == 1 ? "" : names(targets(visit)),
                        RedirectUris.destination(redirectUri),
                        RedirectUris.isLoopback(redirectUri),
                        env.productName(),
                        visit.app().profile().termsUrl(),
                        visit.app().profile().privacyUrl(),
                        DecisionFrame.name(visit.app())));
    }

    private List<ProtectedResource> targets(Visit visit) {
        return resources.meant(visit.interaction().request().resources());
    }

    private static String names(List<ProtectedResource> resources) {
        return resources.stream()
                .map(resource -> resource.name() + " (" + resource.uri() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Permissions.Kind kind(Scope scope) {
        if (scope.sensitive()) {
            return Permissions.Kind.SENSITIVE;
        }
        return Stream.of(".read", ":read").anyMatch(scope.name()::endsWith)
                ? Permissions.Kind.READ
                : Permissions.Kind.WRITE;
    }
}
