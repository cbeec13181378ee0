package dev.drawbridge.ratelimit.internal.portal;

import dev.drawbridge.core.internal.cache.CachedMembers;
import dev.drawbridge.core.internal.cache.CachedPlans;
import dev.drawbridge.core.internal.cache.HostUnavailableException;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Company;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.ratelimit.internal.LimitOverview;
import dev.drawbridge.ratelimit.internal.LimitOverview.Left;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The companies that connected an app, a page at a time, with what remains of their limits. Thread-safe. */
public final class ConnectedCompanies {

    private final Grants grants;
    private final CachedPlans plans;
    private final CachedMembers members;
    private final LimitOverview overview;
    private final PlatformClock clock;
    private final int pageSize;

    /**
     * Makes the list.
     *
     * @param grants say who connected an app
     * @param plans say the tier of a company
     * @param members say how a company is called
     * @param overview says what remains
     * @param clock tells the windows
     * @param pageSize so few companies that all their quotas fit into one call of the counters
     */
    public ConnectedCompanies(
            Grants grants,
            CachedPlans plans,
            CachedMembers members,
            LimitOverview overview,
            PlatformClock clock,
            int pageSize) {
        this.grants = grants;
        this.plans = plans;
        this.members = members;
        this.overview = overview;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /** A company with its tier and limits. */
    record Row(Company company, Tier tier, List<Left> limits) {}

    /**
     * Some of the companies, ordered by id.
     *
     * @param rows the companies
     * @param next where the next page begins, or empty on the last one
     */
    record Page(List<Row> rows, Optional<String> next) {}

    /**
     * Reads a page.
     *
     * @param after the cursor of the page before, or empty for the first page
     * @throws HostUnavailableException if the host cannot say which plans the companies are on
     */
    Page page(AppId app, Optional<String> after) {
        SortedMap<String, UserId> users = new TreeMap<>();
        for (Grant grant : grants.activeOf(app)) {
            users.putIfAbsent(grant.company().value(), grant.user());
        }
        SortedMap<String, UserId> rest =
                after.map(last -> users.tailMap(last + "\0")).orElse(users);
        List<Known> shown = rest.entrySet().stream()
                .limit(pageSize)
                .map(entry -> known(new CompanyId(entry.getKey()), entry.getValue()))
                .toList();
        Map<CompanyId, Tier> allowed = shown.stream()
                .filter(known -> known.tier().apiAllowed())
                .collect(Collectors.toMap(Known::company, Known::tier));
        Map<CompanyId, List<Left>> limits = overview.of(app, allowed, clock.instant());
        List<Row> rows = shown.stream()
                .map(known -> new Row(
                        new Company(known.company(), name(known.company(), known.user())),
                        known.tier(),
                        limits.getOrDefault(known.company(), List.of())))
                .toList();
        Optional<String> next = rest.size() > pageSize
                ? Optional.of(shown.get(pageSize - 1).company().value())
                : Optional.empty();
        return new Page(rows, next);
    }

    private Known known(CompanyId company, UserId user) {
        return new Known(company, user, plans.tierOf(company));
    }

    /** How the host calls a company; its id if the host cannot say. */
    String name(CompanyId company, UserId user) {
        try {
            return members.member(company, user)
                    .map(Member::company)
                    .map(Company::name)
                    .orElse(company.value());
        } catch (HostUnavailableException e) {
            return company.value();
        }
    }

    private record Known(CompanyId company, UserId user, Tier tier) {}
}
