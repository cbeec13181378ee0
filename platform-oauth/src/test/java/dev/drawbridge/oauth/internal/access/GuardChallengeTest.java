package dev.drawbridge.oauth.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The challenges of the guard (RFC 6750 §3), and what scopes it takes for which. */
class GuardChallengeTest {

    private final OAuthWorld scene = new OAuthWorld();

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a, realm=\"evil\"", "a.b.c", "e30.e30.e30", "\u00fc", "a=b", "<script>"})
    @Tag("RSV-05")
    @DisplayName("nothing of a token comes back in the challenge")
    void nothingOfTheTokenComesBack(String token) {
        Response refused = scene.call(Headers.of(Map.of("Authorization", List.of("Bearer " + token))));

        assertThat(refused.status()).isIn(400, 401);
        String challenge = refused.header("WWW-Authenticate").orElse("");
        assertThat(challenge)
                .matches("(|[A-Za-z]+( [a-z_]+=\"[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*\",?)*"
                        + "(, [A-Za-z]+( [a-z_]+=\"[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*\",?)*)*)")
                .doesNotContain(token, "evil");
        assertThat(refused.text()).doesNotContain(token);
    }

    @Test
    @Tag("RSV-06")
    @DisplayName("a wildcard covers the scopes below it and no others, wherever it is")
    void wildcards() {
        assertThat(calls("tickets.*")).isEqualTo(200);
        assertThat(calls("*")).isEqualTo(200);
        assertThat(calls("tickets.write")).isEqualTo(403);
        assertThat(calls("invoices.*")).isEqualTo(403);
        Scopes tickets = Scopes.of("tickets.*");
        assertThat(List.of("tickets.read", "tickets.read.all")).allMatch(tickets::covers);
        assertThat(List.of("tickets", "ticketsx.read", "Tickets.read", "invoices.read", "*"))
                .noneMatch(tickets::covers);
    }

    /** What a machine that was installed with a scope gets from a route that wants {@code tickets.read}. */
    private int calls(String scope) {
        OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, scope);
        scene.oauth.install(machine, "co_pro", "usr_pro", scope);
        Response token = scene.oauth.token(machine, Map.of("grant_type", "client_credentials"));
        return scene.call(OAuthScene.text(token, "access_token")).status();
    }
}
