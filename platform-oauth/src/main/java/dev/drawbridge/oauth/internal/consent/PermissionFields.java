package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Permissions;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permissions on pages of consent and installation: what can be ticked, and what needs a higher plan. */
final class PermissionFields {

    private static final String SCOPE = "scope";

    /** What was allowed before, where the same page also asks for something new. */
    private static final String KEPT = "kept";

    static final FieldErrors NOTHING_TICKED =
            FieldErrors.NONE.plus(SCOPE, "scope_required", "Tick at least one permission, or choose Cancel.");

    private PermissionFields() {}

    /** The model of {@code beyondPlan.jte}: what was asked for but needs a higher plan. */
    record BeyondPlan(Html permissions, String company, String plan) {}

    /** Returns what the user left ticked, as it was sent. */
    static List<String> ticked(Parameters form) {
        return Stream.concat(form.all(SCOPE).stream(), form.all(KEPT).stream()).toList();
    }

    /** Returns what is ticked when the page is shown: everything, unless the user saw the page and left nothing ticked. */
    static Scopes ticked(ConsentSituation situation, FieldErrors errors) {
        return errors == NOTHING_TICKED ? Scopes.NONE : situation.offered();
    }

    /** Renders the checkboxes of an installation page. */
    static Field scopes(String app, ScopeOffer offer, Collection<String> ticked, FieldErrors errors) {
        return asked(app, options(offer.offered(), Set.of()))
                .selected(ticked)
                .required()
                .error(errors);
    }

    /**
     * Renders the checkboxes of a consent page: what is new, then what was allowed before. The first list has the name that
     * errors refer to, whichever it is.
     */
    static List<Field> scopes(String app, ScopeOffer offer, Scopes allowed, boolean mark) {
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

    static List<Scope> offered(ScopeOffer offer, Scopes allowed, boolean known) {
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

    static Permissions.Kind kind(Scope scope) {
        if (scope.sensitive()) {
            return Permissions.Kind.SENSITIVE;
        }
        return Stream.of(".read", ":read").anyMatch(scope.name()::endsWith)
                ? Permissions.Kind.READ
                : Permissions.Kind.WRITE;
    }
}
