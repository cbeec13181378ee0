package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Knows the plan of each company. Implementations are thread-safe. */
@FunctionalInterface
public interface Plans {

    /**
     * Returns the tier a company is on. The platform caches the result up to 60 s; the host tells changes through {@code
     * Platform.planChanged}.
     *
     * @param company the company
     * @return its tier
     */
    Tier planOf(CompanyId company);

    /**
     * Returns the tiers that companies can be on, for pages that list them with their limits. Default: none are listed.
     *
     * @return in the order of the page, usually the lowest first
     */
    default List<Tier> tiers() {
        return List.of();
    }

    /**
     * Returns where a company changes its plan; pages that refuse a plan link to it. Default: nowhere.
     *
     * @param company the company
     * @return a page of the host, relative or absolute
     */
    default Optional<URI> upgradeUrl(CompanyId company) {
        return Optional.empty();
    }
}
