package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Permissions.Permission;
import dev.drawbridge.core.model.Tier;
import java.util.List;

/**
 * What the plan of a company allows, as pages say it. The model of {@code plan.jte} and {@code beyondPlan.jte}.
 *
 * @param company the company's name
 * @param code the host's name of the plan
 * @param label the plan with its limit, for example {@code PRO (500 requests/hour)}
 * @param required the lowest plan on which anything of the request can be granted, possibly empty
 * @param beyond what was asked for and needs a higher plan
 */
record CompanyPlan(String company, String code, String label, String required, List<Permission> beyond) {

    static CompanyPlan of(CompanyGate.Open open, Messages text) {
        Tier tier = open.offer().tier();
        return new CompanyPlan(
                open.member().company().name(),
                tier.code(),
                label(tier, text),
                open.offer().lowestPlan().map(Tier::code).orElse(""),
                PermissionFields.beyondPlan(open.offer(), text));
    }

    /** Describes a plan with its limit. */
    static String label(Tier tier, Messages text) {
        return tier.apiAllowed() ? text.of("plan.label", tier.code(), tier.requestsPerHour()) : tier.code();
    }
}
