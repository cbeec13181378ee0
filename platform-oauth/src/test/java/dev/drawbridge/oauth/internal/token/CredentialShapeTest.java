package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.StoredSecret;
import dev.drawbridge.testkit.OAuthScene;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ids, secrets, codes and tokens look like, and what is kept of them. */
class CredentialShapeTest {

    private static final int SAMPLES = 500;

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");

    @ParameterizedTest
    @EnumSource(CredentialFormat.Kind.class)
    @Tag("GEN-18")
    @Tag("CLI-03")
    @DisplayName("43 random letters and digits each, which mean the same to clients that do not encode")
    void randomLettersAndDigits(CredentialFormat.Kind kind) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < SAMPLES; i++) {
            String value =
                    CoreServices.of(scene.test.env()).credentials().next(kind).reveal();
            assertThat(value).matches("[a-z0-9]+_[a-z]+_[A-Za-z0-9]{43}[A-Za-z0-9]{6}");
            assertThat(URLEncoder.encode(value, StandardCharsets.UTF_8)).isEqualTo(value);
            seen.add(value);
        }
        assertThat(seen).hasSize(SAMPLES);
        // 62^43 is more than 2^256: each place takes every letter and digit.
        assertThat(seen.stream().map(value -> value.charAt(value.length() - 7)).distinct())
                .hasSizeGreaterThan(55);
    }

    @Test
    @Tag("GEN-18")
    @Tag("CLI-03")
    @DisplayName("codes and refresh tokens need no encoding either")
    void codesAndRefreshTokens() {
        String code = scene.oauth.code(scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read"));
        String refresh = OAuthScene.text(scene.oauth.redeem(client, code), "refresh_token");

        assertThat(List.of(code, refresh)).allMatch(value -> value.matches("[A-Za-z0-9_-]{43,}"));
    }

    @Test
    @Tag("CLI-16")
    @DisplayName("one SHA-256 of a secret is kept, and nothing that it could be found from")
    void onlyAHashOfTheSecretIsKept() {
        Secret secret = client.secret();

        assertThat(scene.stores.secrets().live(client.app().id(), scene.clock.instant()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.hash()).isEqualTo(TokenHash.of(secret));
                    assertThat(row.last4()).isEqualTo(secret.last4()).hasSize(4);
                    assertThat(row.toString()).doesNotContain(secret.reveal());
                });
        assertThat(StoredSecret.class.getRecordComponents())
                .extracting(component -> component.getType().getSimpleName())
                .doesNotContain("Secret", "byte[]");
    }
}
