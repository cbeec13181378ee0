package dev.drawbridge.examples.host;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.PlanLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a real product would sell plans; Fieldwork shows which plan each company of the user is on. */
final class BillingPage {

    private static final String TABLE = """
            <div class="table-scroll" role="region" aria-label="Plans" tabindex="0">
            <table class="table">
            <caption class="visually-hidden">Plans</caption>
            <thead><tr><th scope="col">Company</th><th scope="col">Plan</th><th scope="col">Requests per hour</th></tr></thead>
            <tbody>%s</tbody>
            </table>
            </div>
            """;

    private final Environment env;
    private final PlanLimits limits;

    BillingPage(Environment env, PlanLimits limits) {
        this.env = env;
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(Route.page("GET", "/billing", this::page));
    }

    private Response page(Request request) {
        Optional<HostUser> user = env.hostSession().current(request);
        if (user.isEmpty()) {
            return Response.seeOther(env.hostSession().loginUrl("/billing").toString());
        }
        Html plans = Html.EMPTY;
        for (Member member : env.hostDirectory().memberships(user.get().id())) {
            var tier = env.plans().planOf(member.company().id());
            plans = plans.plus(Markup.of(
                    "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>",
                    member.company().name(), tier.code(), tier.apiAllowed() ? perHour(tier) : "no API access"));
        }
        return env.frame().page(new Page(200, "Plans", Markup.of(TABLE, plans), new Chrome.Decision()));
    }

    private String perHour(Tier tier) {
        return limits.of(tier).stream()
                .filter(limit -> limit.period() == PlanLimit.Period.HOUR)
                .map(limit -> String.valueOf(limit.quota()))
                .collect(Collectors.joining());
    }
}
