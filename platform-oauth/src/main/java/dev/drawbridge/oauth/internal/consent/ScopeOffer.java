package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a consent or installation page can offer to a company on its plan.
 *
 * @param offered what the company can grant, in the order of the catalog
 * @param beyondPlan what was asked for and needs a higher plan
 * @param tier the company's plan
 */
record ScopeOffer(List<Scope> offered, List<Scope> beyondPlan, Tier tier) {

    static ScopeOffer of(ScopeCatalog catalog, Scopes wanted, Tier tier) {
        List<Scope> known = catalog.all().stream()
                .filter(scope -> wanted.contains(scope.name()))
                .toList();
        return new ScopeOffer(
                known.stream().filter(scope -> tier.includes(scope.minPlan())).toList(),
                known.stream().filter(scope -> !tier.includes(scope.minPlan())).toList(),
                tier);
    }

    /** Tells whether the company can grant anything at all. */
    boolean possible() {
        return tier.apiAllowed() && !offered.isEmpty();
    }

    /** Returns the lowest plan on which anything of this can be granted. */
    Optional<Tier> lowestPlan() {
        return Stream.concat(offered.stream(), beyondPlan.stream())
                .map(Scope::minPlan)
                .min(Comparator.comparingInt(Tier::level));
    }

    /** Returns the names of what is offered. */
    Scopes names() {
        return Scopes.of(offered.stream().map(Scope::name).toList());
    }

    /** Returns what the user ticked, or nothing if a value was not on offer. */
    Scopes chosen(Collection<String> ticked) {
        Scopes all = names();
        return ticked.stream().allMatch(all::contains) ? Scopes.of(ticked) : Scopes.NONE;
    }
}
