package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Permissions;
import dev.drawbridge.core.internal.html.Permissions.Permission;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The permissions that can be ticked on pages of consent and installation, in groups. The model of {@code
 * permissionFields.jte}.
 *
 * @param groups what is asked for by what it allows, then what was allowed before; none is empty
 * @param error what was wrong with the decision before, or empty
 */
record PermissionFields(List<Group> groups, String error) {

    /** The name of every box. Errors refer to the first one. */
    static final String SCOPE = "scope";

    private static final String ID = "f-" + SCOPE;

    /**
     * Permissions of one kind.
     *
     * @param title what they have in common
     * @param hint what to do about them, possibly empty
     * @param boxes the permissions
     */
    record Group(String title, String hint, List<Box> boxes) {}

    /**
     * A permission.
     *
     * @param id of the box on the page
     * @param scope what is sent if it stays ticked
     * @param label what it is, in the host's words
     * @param description a second line, possibly empty
     * @param ticked whether it is ticked when the page is shown
     */
    record Box(String id, String scope, String label, String description, boolean ticked) {}

    /** Returns what a consent page offers: what is new, marked if anything was allowed before, then what was allowed before. */
    static PermissionFields ofConsent(ScopeOffer offer, ConsentSituation situation, FieldErrors errors, Messages text) {
        Scopes ticked = ticked(situation, errors);
        Builder fields = new Builder(text, ticked);
        fields.asked(offered(offer, situation.known(), false), situation.prior().exists());
        fields.known(offered(offer, situation.known(), true));
        return fields.build(errors);
    }

    /** Returns what an installation page offers. */
    static PermissionFields ofInstallation(ScopeOffer offer, Scopes ticked, FieldErrors errors, Messages text) {
        Builder fields = new Builder(text, ticked);
        fields.asked(offer.offered(), false);
        return fields.build(errors);
    }

    /** Returns what the user left ticked, as it was sent. */
    static List<String> ticked(Parameters form) {
        return form.all(SCOPE);
    }

    /** Puts groups together; ids count over all of them. Not thread-safe. */
    private static final class Builder {

        private final Messages text;
        private final Scopes ticked;
        private final List<Group> groups = new ArrayList<>();
        private int count;

        Builder(Messages text, Scopes ticked) {
            this.text = text;
            this.ticked = ticked;
        }

        void asked(List<Scope> scopes, boolean mark) {
            for (Permissions.Kind kind : Permissions.Kind.values()) {
                add(
                        text.of("permissions.kind." + kind),
                        text.of("permissions.asked-hint"),
                        scopes.stream().filter(scope -> kind(scope) == kind).toList(),
                        mark);
            }
        }

        void known(List<Scope> scopes) {
            add(text.of("permissions.known"), text.of("permissions.known-hint"), scopes, false);
        }

        private void add(String title, String hint, List<Scope> scopes, boolean mark) {
            if (scopes.isEmpty()) {
                return;
            }
            // What the reader was told once holds for the groups that follow.
            boolean said = groups.stream().anyMatch(group -> group.hint().equals(hint));
            groups.add(new Group(
                    title,
                    said ? "" : hint,
                    scopes.stream().map(scope -> box(scope, mark)).toList()));
        }

        private Box box(Scope scope, boolean mark) {
            String id = count++ == 0 ? ID : ID + "-" + count;
            return new Box(
                    id,
                    scope.name(),
                    mark ? text.of("permissions.new", scope.title()) : scope.title(),
                    scope.description(),
                    ticked.contains(scope.name()));
        }

        PermissionFields build(FieldErrors errors) {
            return new PermissionFields(
                    List.copyOf(groups), errors.message(SCOPE).orElse(""));
        }
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

    private static Permissions.Kind kind(Scope scope) {
        if (scope.sensitive()) {
            return Permissions.Kind.SENSITIVE;
        }
        return Stream.of(".read", ":read").anyMatch(scope.name()::endsWith)
                ? Permissions.Kind.READ
                : Permissions.Kind.WRITE;
    }
}
