package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.html.Field;
import dev.drawbridge.core.html.FieldErrors;
import dev.drawbridge.core.html.Form;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Option;
import dev.drawbridge.core.html.Permissions;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.app.RedirectUris;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The consent page: who wants what for which company, as one form that needs no script. */
final class ConsentPage {

    static final FieldErrors NOTHING_TICKED =
            FieldErrors.NONE.plus("scope", "scope_required", "Tick at least one permission, or choose Cancel.");

    private final Environment env;
    private final HostAnswers host;
    private final DecisionFrame frame;

    ConsentPage(Environment env, HostAnswers host, DecisionFrame frame) {
        this.env = env;
        this.host = host;
        this.frame = frame;
    }

    /** The model of {@code consentIntro.jte}. */
    record Intro(
            Html appHead, String app, String company, String product, String user, String login, String otherCompany) {}

    /** The model of {@code consentOutro.jte}. */
    record Outro(
            String plan,
            String destination,
            boolean loopback,
            String product,
            @Nullable URI terms,
            @Nullable URI privacy,
            String app) {}

    /** The model of {@code beyondPlan.jte}: what was asked for but needs a higher plan. */
    record BeyondPlan(Html permissions, String company, String plan) {}

    Response show(Visit visit, CompanyGate.Open open, FieldErrors errors) {
        App app = visit.app();
        String name = DecisionFrame.name(app);
        CompanyId company = open.member().company().id();
        String path = ConsentEndpoint.path(visit.interaction().id());
        // Nothing ticked stays so only where the user saw the page: the form comes back as it was sent.
        Scopes ticked = errors == NOTHING_TICKED ? Scopes.NONE : open.offer().names();
        Html form = Form.post(path, env.formTokens().issue(visit.consentBinding(company)))
                .errors(errors)
                .add(scopes(name, open.offer(), ticked.names(), errors))
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
                        open.others() ? path + "?choose=company" : ""));
        return frame.page(errors.isEmpty() ? 200 : 422, "Allow " + name + "?", intro.plus(form));
    }

    /** Renders the checkboxes of a consent or installation page. */
    static Field scopes(String app, ScopeOffer offer, Collection<String> ticked, FieldErrors errors) {
        List<Option> options = offer.offered().stream()
                .map(scope -> new Option(
                        scope.name(), scope.title() + (scope.sensitive() ? " (sensitive)" : ""), scope.description()))
                .toList();
        return Field.checkboxes("scope", app + " will be allowed to", options)
                .hint("Untick what you do not want to allow.")
                .selected(ticked)
                .required()
                .error(errors);
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
                        RedirectUris.destination(redirectUri),
                        RedirectUris.isLoopback(redirectUri),
                        env.productName(),
                        visit.app().profile().termsUrl(),
                        visit.app().profile().privacyUrl(),
                        DecisionFrame.name(visit.app())));
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
