package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.core.internal.html.Permissions;
import dev.drawbridge.core.internal.html.Permissions.Permission;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permissions that can be ticked on pages of consent and installation. The model of {@code permissionFields.jte}.
 *
 * @param app the app's name
 * @param asked what is new to the user
 * @param known what was allowed before and is asked for again
 * @param ticked the names of what is ticked
 * @param errors what was wrong with the decision before
 */
record PermissionFields(String app, List<Option> asked, List<Option> known, Set<String> ticked, FieldErrors errors) {

    /** The first list of a page. Errors refer to it, whether it is new or was allowed before. */
    static final String SCOPE = "scope";

    /** What was allowed before, where the same page also asks for something new. */
    private static final String KEPT = "kept";

    /** Returns what a consent page offers: what is new, marked if anything was allowed before, then what was allowed before. */
    static PermissionFields ofConsent(
            String app, ScopeOffer offer, ConsentSituation situation, FieldErrors errors, Messages text) {
        boolean mark = situation.prior().exists();
        return new PermissionFields(
                app,
                options(offered(offer, situation.known(), false), mark, text),
                options(offered(offer, situation.known(), true), false, text),
                ticked(situation, errors).names(),
                errors);
    }

    /** Returns what an installation page offers. */
    static PermissionFields ofInstallation(
            String app, ScopeOffer offer, Scopes ticked, FieldErrors errors, Messages text) {
        return new PermissionFields(app, options(offer.offered(), false, text), List.of(), ticked.names(), errors);
    }

    String knownName() {
        return asked.isEmpty() ? SCOPE : KEPT;
    }

    /** Returns what the user left ticked, as it was sent. */
    static List<String> ticked(Parameters form) {
        return Stream.concat(form.all(SCOPE).stream(), form.all(KEPT).stream()).toList();
    }

    /** Returns what is ticked when the page is shown: everything, unless the user saw the page and left nothing ticked. */
    static Scopes ticked(ConsentSituation situation, FieldErrors errors) {
        return errors.message(SCOPE).isPresent() ? Scopes.NONE : situation.offered();
    }

    /** Returns what is offered and was allowed before, or was not. */
    static List<Scope> offered(ScopeOffer offer, Scopes allowed, boolean known) {
        return offer.offered().stream()
                .filter(scope -> allowed.contains(scope.name()) == known)
                .toList();
    }

    /** Lists what was asked for but cannot be granted on the company's plan. */
    static List<Permission> beyondPlan(ScopeOffer offer, Messages text) {
        return offer.beyondPlan().stream()
                .map(scope -> new Permission(
                        kind(scope),
                        scope.title(),
                        text.of(
                                "plan.beyond-scope",
                                scope.description(),
                                scope.minPlan().code())))
                .toList();
    }

    /** Returns a permission that is read rather than chosen. */
    static Permission permission(Scope scope) {
        return new Permission(kind(scope), scope.title(), scope.description());
    }

    private static List<Option> options(List<Scope> scopes, boolean isNew, Messages text) {
        return scopes.stream()
                .map(scope -> new Option(scope.name(), label(scope, isNew, text), scope.description()))
                .toList();
    }

    private static String label(Scope scope, boolean isNew, Messages text) {
        if (isNew) {
            return scope.sensitive()
                    ? text.of("permissions.new-sensitive", scope.title())
                    : text.of("permissions.new", scope.title());
        }
        return scope.sensitive() ? text.of("permissions.sensitive", scope.title()) : scope.title();
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
