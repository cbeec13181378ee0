package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.Admission;
import dev.drawbridge.core.ApiGuard;
import dev.drawbridge.core.ApiHandler;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever ends a guarded call, it does not count as running afterwards. */
class GuardConcurrencyTest {

    private final GuardedApi api = new GuardedApi();
    private final ApiGuard.Requirement tickets = api.test.platform().guard().require("tickets.read");

    @BeforeEach
    void oneAtATime() {
        api.test.host().plan("co_pro", GuardedApi.NARROW);
        api.test.platform().planChanged(new CompanyId("co_pro"));
    }

    @Test
    @Tag("R-26")
    @DisplayName("a call inside a call is one too many, and after both there is room again")
    void whileItRuns() {
        List<Integer> inner = new ArrayList<>();
        assertThat(handle((request, caller) -> {
                    inner.add(api.call("pro").status());
                    return Response.json(200, Map.of());
                }))
                .isEqualTo(200);
        assertThat(inner).containsExactly(429);
        assertThat(api.call("pro").status()).isEqualTo(200);
    }

    @Test
    @Tag("R-26")
    @DisplayName("an exception of the handler, a refusal for a missing scope and a used-up quota end a call")
    void failures() {
        assertThatThrownBy(() -> handle((request, caller) -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(api.call("pro").status()).isEqualTo(200);

        api.user("scopeless", "co_pro", "usr_pro", Scopes.NONE, api.app(GuardedApi.APP, List.of()));
        assertThat(api.call("scopeless").status()).isEqualTo(403);
        assertThat(api.call("pro").status()).isEqualTo(200);
    }

    @Test
    @Tag("R-26")
    @DisplayName(
            "a call that is finished elsewhere, by a timeout or because the client left, counts until then, and ends once")
    void asynchronous() throws InterruptedException {
        Admission running = tickets.admit(GuardedApi.request("pro"));
        assertThat(api.call("pro").status()).isEqualTo(429);
        Thread elsewhere = new Thread(() -> running.finish(499));
        elsewhere.start();
        elsewhere.join();

        Admission next = tickets.admit(GuardedApi.request("pro"));
        assertThat(next.admitted()).isTrue();
        running.finish(200);
        assertThat(api.call("pro").status()).isEqualTo(429);
        next.finish(200);
        assertThat(api.call("pro").status()).isEqualTo(200);
    }

    private int handle(ApiHandler handler) {
        return tickets.around(handler).handle(GuardedApi.request("pro")).status();
    }
}
