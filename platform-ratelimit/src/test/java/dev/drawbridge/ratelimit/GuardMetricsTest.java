package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.testkit.CapturingMetrics;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a host's monitoring learns of the guard's decisions. */
class GuardMetricsTest {

    private final CapturingMetrics metrics = new CapturingMetrics();
    private final GuardedApi api = new GuardedApi(test -> test.set(env -> env.metrics(metrics)));

    @Test
    @DisplayName("each decision is counted by outcome and tier, and none names a company or an app")
    void decisionsAreCounted() {
        api.test.host().plan("co_starter", GuardedApi.ONE);
        api.call("starter");
        api.call("starter");
        api.call("pro");
        api.call("nobody");
        api.user("elsewhere", "co_pro", "usr_pro", Scopes.of("invoices.read"), api.app(GuardedApi.APP, List.of()));
        api.call("elsewhere");
        api.test.host().plan("co_pro", Tier.FREE);
        api.test.platform().planChanged(new CompanyId("co_pro"));
        api.call("pro");
        api.user(
                "fenced",
                "co_pro",
                "usr_pro",
                Scopes.of("tickets.read"),
                api.app(GuardedApi.APP, List.of("10.0.0.0/8")));
        api.call("fenced");
        String decision = "dp.guard.decision{outcome=";
        assertThat(metrics.counted())
                .containsEntry(decision + "allow,tier=ONE}", 1L)
                .containsEntry(decision + "429,tier=ONE}", 1L)
                .containsEntry(decision + "allow,tier=PRO}", 1L)
                .containsEntry(decision + "401,tier=unknown}", 1L)
                .containsEntry(decision + "403_scope,tier=PRO}", 1L)
                .containsEntry(decision + "403_plan,tier=FREE}", 1L)
                .containsEntry(decision + "403_ip,tier=unknown}", 1L);
        assertThat(metrics.counted().keySet()).noneMatch(key -> key.contains("co_") || key.contains("app_1"));
    }
}
