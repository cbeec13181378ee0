package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostSession;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.Plans;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the host about users, companies and plans for a page, never from a cache: a page is rare and must be right. Every
 * failure of the host becomes a {@link HostUnavailableException}.
 */
public final class HostQueries {

    private final HostSession session;
    private final HostDirectory directory;
    private final Plans plans;
    private final PlanLimits limits;

    /**
     * Makes what asks the host.
     *
     * @param session who is logged in
     * @param directory the host's users and companies
     * @param plans the plans of companies
     * @param limits the quotas of plans
     */
    public HostQueries(HostSession session, HostDirectory directory, Plans plans, PlanLimits limits) {
        this.session = session;
        this.directory = directory;
        this.plans = plans;
        this.limits = limits;
    }

    Optional<HostUser> user(Request request) {
        Optional<HostUser> user = ask(() -> session.current(request));
        user.ifPresent(found -> request.permit().giveBack());
        return user;
    }

    URI loginUrl(String returnTo) {
        return ask(() -> session.loginUrl(returnTo));
    }

    List<Member> memberships(UserId user) {
        return ask(() -> directory.memberships(user));
    }

    Optional<Member> member(CompanyId company, UserId user) {
        return ask(() -> directory.member(company, user));
    }

    List<Member> runAsChoices(CompanyId company, UserId installer) {
        return ask(() -> directory.runAsChoices(company, installer));
    }

    Tier tier(CompanyId company) {
        return ask(() -> plans.planOf(company));
    }

    List<PlanLimit> limits(Tier tier) {
        return limits.of(tier);
    }

    Optional<URI> upgradeUrl(CompanyId company) {
        return ask(() -> plans.upgradeUrl(company));
    }

    /** Asks a question; the host may fail in the middle of it. */
    <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new HostUnavailableException(e);
        }
    }
}
