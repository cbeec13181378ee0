package dev.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

    private final TestPlatform test = TestPlatform.builder().build();

    @Test
    void anUnknownAddressIsNotFound() {
        Request request = Request.of("GET", "/nowhere", Headers.NONE, InetAddress.getLoopbackAddress());
        assertThat(test.handle(request).status()).isEqualTo(404);
    }

    @Test
    void theCookieSaysWhoIsLoggedIn() {
        Headers cookie = Headers.NONE.plus("Cookie", FakeHost.USER + "=usr_pro");
        Request request = Request.of("GET", "/", cookie, InetAddress.getLoopbackAddress());
        assertThat(test.host().current(request))
                .hasValueSatisfying(user -> assertThat(user.id()).isEqualTo(new UserId("usr_pro")));
    }

    @Test
    void theInstallerIsTheFirstChoiceToRunAs() {
        assertThat(test.host().runAsChoices(new CompanyId("co_pro"), new UserId("usr_multi")))
                .extracting(member -> member.user().id().value())
                .containsExactly("usr_multi", "usr_pro2");
    }

    @Test
    void everyJobRunsWithoutAFeature() {
        test.runJobs();
        assertThat(test.mails().all()).isEmpty();
    }
}
