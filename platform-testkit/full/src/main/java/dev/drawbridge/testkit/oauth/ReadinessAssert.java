package dev.drawbridge.testkit.oauth;

import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.Readiness;
import java.util.List;
import java.util.stream.Collectors;

/** Asserts in a host's own test that its configuration has what a standard wants. */
public final class ReadinessAssert {

    private ReadinessAssert() {}

    /**
     * Fails unless everything is there.
     *
     * @param server the authorization server as the host builds it
     * @param standard the standard
     * @throws AssertionError naming each requirement that is not met, its source and the setting that helps
     */
    public static void assertReady(AuthorizationServer server, Readiness.Standard standard) {
        List<Readiness.Finding> missing = server.readiness().missing(standard);
        if (!missing.isEmpty()) {
            throw new AssertionError("Not ready for " + standard.title() + ":\n"
                    + missing.stream().map(Readiness.Finding::toString).collect(Collectors.joining("\n")));
        }
    }
}
