package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.grant.ResourceOwner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a user may give an app access for a company: which company, then whether the app is open to it, then the
 * user's right, then the plan.
 * Consent and installation pass the same gate, when the page is shown and again when it is sent.
 */
public final class CompanyGate {

    /** What the gate found. */
    sealed interface Passage {}

    /** The user belongs to no company. */
    record NoCompany() implements Passage {}

    /** The user belongs to several companies and has not chosen one of them. */
    record Choice(List<Member> members) implements Passage {}

    /** The app is being tested, by other companies. */
    record NotTesting(Member member, boolean others) implements Passage {}

    /** The user may not connect apps for this company. */
    record NotAllowed(Member member, boolean others) implements Passage {}

    /** The company's plan does not allow any of it. */
    record PlanRequired(Member member, ScopeOffer offer, boolean others) implements Passage {}

    /** The user may grant what is offered. */
    record Open(Member member, ScopeOffer offer, boolean others) implements Passage {

        /** Returns who grants access to which data. */
        ResourceOwner owner(HostUser user) {
            return new ResourceOwner(user.id(), company());
        }

        CompanyId company() {
            return member.company().id();
        }
    }

    private final HostQueries host;
    private final ScopeCatalog catalog;

    /**
     * Makes the gate.
     *
     * @param host asks the host
     * @param catalog the scopes of the host
     */
    public CompanyGate(HostQueries host, ScopeCatalog catalog) {
        this.host = host;
        this.catalog = catalog;
    }

    /** Lets a user pass with the app's request, as far as the app still is registered for it. */
    Passage pass(Visit visit, @Nullable CompanyId chosen) {
        // The app's own scopes may have become fewer since it asked.
        Scopes registered = catalog.expand(visit.app().access().scopes());
        return pass(
                visit.app(),
                visit.user(),
                chosen,
                visit.interaction().request().scopes().intersect(registered));
    }

    /** Lets an administrator pass with everything that the app is registered for. */
    Passage passInstalling(App app, HostUser user, @Nullable CompanyId chosen) {
        return pass(app, user, chosen, catalog.expand(app.access().scopes()));
    }

    private Passage pass(App app, HostUser user, @Nullable CompanyId chosen, Scopes wanted) {
        List<Member> members = host.memberships(user.id());
        if (members.isEmpty()) {
            return new NoCompany();
        }
        boolean others = members.size() > 1;
        Optional<Member> member = others
                ? members.stream()
                        .filter(candidate -> candidate.company().id().equals(chosen))
                        .findFirst()
                : Optional.of(members.get(0));
        if (member.isEmpty()) {
            return new Choice(members);
        }
        CompanyId company = member.get().company().id();
        return app.access().openTo(company) ? pass(member.get(), wanted, others) : new NotTesting(member.get(), others);
    }

    private Passage pass(Member member, Scopes wanted, boolean others) {
        if (!member.canConnectApps()) {
            return new NotAllowed(member, others);
        }
        ScopeOffer offer =
                ScopeOffer.of(catalog, wanted, host.tier(member.company().id()));
        return offer.possible() ? new Open(member, offer, others) : new PlanRequired(member, offer, others);
    }
}
