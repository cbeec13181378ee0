package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Permissions.Permission;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlanLimit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the plan of a company allows, as pages say it. The model of {@code plan.jte} and {@code beyondPlan.jte}.
 *
 * @param company the company's name
 * @param code the host's name of the plan
 * @param label the plan with its quotas, for example {@code PRO (500 requests/hour)}
 * @param required the lowest plan on which anything of the request can be granted, possibly empty
 * @param beyond what was asked for and needs a higher plan
 */
record CompanyPlan(String company, String code, String label, String required, List<Permission> beyond) {

    static CompanyPlan of(CompanyGate.Open open, HostQueries host, Messages text) {
        Tier tier = open.offer().tier();
        return new CompanyPlan(
                open.member().company().name(),
                tier.code(),
                label(tier, host, text),
                open.offer().lowestPlan().map(Tier::code).orElse(""),
                PermissionFields.beyondPlan(open.offer(), text));
    }

    /** Describes a plan with its quotas. */
    static String label(Tier tier, HostQueries host, Messages text) {
        List<PlanLimit> limits = host.limits(tier);
        if (!tier.apiAllowed() || limits.isEmpty()) {
            return tier.code();
        }
        return text.of(
                "plan.label",
                tier.code(),
                limits.stream().map(limit -> quota(limit, text)).collect(Collectors.joining(", ")));
    }

    private static String quota(PlanLimit limit, Messages text) {
        return switch (limit.period()) {
            case HOUR -> text.of("plan.hour", limit.quota());
            case DAY -> text.of("plan.day", limit.quota());
            case MONTH -> text.of("plan.month", limit.quota());
        };
    }
}
