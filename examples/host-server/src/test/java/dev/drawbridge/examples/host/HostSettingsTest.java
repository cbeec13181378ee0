package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSettingsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void withoutVariablesItIsDevelopmentModeOnPort8080() {
        HostSettings settings = HostSettings.from(Map.of());

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.devMode()).isTrue();
        assertThat(settings.database().url()).isEqualTo("jdbc:h2:file:./data/fieldwork");
        assertThat(settings.signupsPerAddress()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, eighty",
        "PORT, -1",
        "PORT, 65536",
        "PUBLIC_URL, acme",
        "PUBLIC_URL, ftp://acme.example",
        "PUBLIC_URL, https://acme.example/path",
        "PUBLIC_URL, https://user@acme.example",
        "DATABASE_URL, jdbc:mysql://localhost/x",
        "SMTP_URL, http://localhost",
        "REDIS_URL, http://localhost",
        "REDIS_URL, redis://me:short@localhost:0",
        "REDIS_URL, redis://localhost/short",
        "MASTER_KEY, short",
        "MASTER_KEY, c2hvcnQ=",
        "DEV_MODE, yes",
        "SIGNUPS_PER_ADDRESS, 0",
        "SIGNUPS_PER_ADDRESS, many",
        "TLS_KEYSTORE_PASSWORD, secret",
        "SIGNING_ALG, none",
        "SIGNING_ALG, HS256",
        "SIGNING_ALG, es256",
        "PROFILE, FAPI2",
        "PROFILE, fapi1",
        "API_ORIGINS, app.example",
        "API_ORIGINS, https://app.example/",
        "API_ORIGINS, 'https://app.example,*'",
        "API_ORIGINS, 'https://app.example,'",
        "API_ORIGINS, null",
        "TRUSTED_PROXIES, 10.0.0.1",
        "TRUSTED_PROXIES, 10.0.0.1/8",
        "TRUSTED_PROXIES, proxy.test/24",
        "IP_ALLOW_LIST, 203.0.113.7",
        "IP_ALLOW_LIST, 203.0.113.7/24",
        "IP_ALLOW_LIST, 203.0.113.0/33",
        "IP_ALLOW_LIST, fieldwork.test/24",
        "IP_ALLOW_LIST, '203.0.113.0/24,'",
    })
    void aMalformedValueIsRefusedByTheNameOfItsVariable(String name, String value) {
        assertThatThrownBy(() -> HostSettings.from(Map.of(name, value)))
                .isInstanceOf(HostSettings.InvalidSettings.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("short");
    }

    @Test
    void tokensAreSignedWithES256UnlessAnotherAlgorithmIsNamed() {
        assertThat(HostSettings.from(Map.of()).signingAlgorithm()).isEqualTo(SigningAlgorithm.ES256);
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            assertThat(HostSettings.from(Map.of("SIGNING_ALG", algorithm.wireName()))
                            .signingAlgorithm())
                    .isEqualTo(algorithm);
        }
    }

    @Test
    void clientsRegisterThemselvesOnlyIfTheHostSaysSo() {
        assertThat(HostSettings.from(Map.of()).dynamicRegistration()).isEqualTo(DynamicRegistration.closed());
        assertThat(HostSettings.from(Map.of("DCR_MODE", "token")).dynamicRegistration())
                .isEqualTo(DynamicRegistration.withInitialTokens());
        assertThat(HostSettings.from(Map.of("DCR_MODE", "open")).dynamicRegistration())
                .isEqualTo(DynamicRegistration.open());
    }

    @Test
    void redirectUrisMayHaveTheSchemesThatTheHostNames() {
        assertThat(HostSettings.from(Map.of()).redirectSchemes()).isEmpty();
        assertThat(HostSettings.from(Map.of("REDIRECT_SCHEMES", "cursor, vscode,cursor"))
                        .redirectSchemes())
                .containsExactlyInAnyOrder("cursor", "vscode");
        for (String wrong : List.of("javascript", "https", "file", "Cursor", "cursor://", "cursor,,vscode")) {
            assertThatThrownBy(() -> HostSettings.from(Map.of("REDIRECT_SCHEMES", wrong)))
                    .hasMessageContaining("REDIRECT_SCHEMES must be private-use schemes");
        }
        assertThatThrownBy(() -> HostSettings.from(Map.of("REDIRECT_SCHEMES", "cursor", "PROFILE", "fapi2")))
                .hasMessageContaining("REDIRECT_SCHEMES must be absent");
    }

    @Test
    void theProfileDecidesAboutTheAlgorithmToo() {
        assertThat(HostSettings.from(Map.of()).profile()).isEqualTo(Profile.OAUTH21);
        assertThat(HostSettings.from(Map.of("PROFILE", "fapi2")).profile()).isEqualTo(Profile.FAPI2);
        assertThat(HostSettings.from(Map.of("PROFILE", "fapi2", "SIGNING_ALG", "PS256"))
                        .signingAlgorithm())
                .isEqualTo(SigningAlgorithm.PS256);
        assertThatThrownBy(() -> HostSettings.from(Map.of("PROFILE", "fapi2", "SIGNING_ALG", "RS256")))
                .hasMessageContaining("SIGNING_ALG must be PS256, ES256 or EdDSA");
        assertThat(HostSettings.from(Map.of("PROVISION", "apps.json")).provision())
                .contains(Path.of("apps.json"));
    }

    @Test
    void theAllowListHasNetworksOfBothFamiliesSeparatedByCommas() {
        assertThat(HostSettings.from(Map.of()).ipAllowList()).isEmpty();
        assertThat(HostSettings.from(Map.of("IP_ALLOW_LIST", "203.0.113.0/24, 2001:db8::/32"))
                        .ipAllowList())
                .containsExactly("203.0.113.0/24", "2001:db8::/32");
    }

    @Test
    void pagesOfHttpOriginsMayCallInDevelopmentOnly() {
        Map<String, String> production =
                Map.of("PUBLIC_URL", "https://fieldwork.test", "MASTER_KEY", KEY, "API_ORIGINS", "http://app.example");
        assertThatThrownBy(() -> HostSettings.from(production)).hasMessageContaining("API_ORIGINS: use https");
        HostSettings.from(Map.of("API_ORIGINS", "http://localhost:5173, https://app.example"));
        assertThat(HostSettings.from(Map.of("API_ORIGINS", "*")).apiOrigins()).isSameAs(CrossOrigin.ANY);
        assertThat(HostSettings.from(Map.of()).apiOrigins()).isSameAs(CrossOrigin.NONE);
    }

    @Test
    @Tag("A-124")
    void allProblemsAreToldTogether() {
        assertThatThrownBy(() -> HostSettings.from(Map.of("PORT", "x", "DATABASE_URL", "y", "DCR_MODE", "ajar")))
                .hasMessageContaining("PORT")
                .hasMessageContaining("DATABASE_URL")
                .hasMessageContaining("DCR_MODE");
    }

    @Test
    @Tag("A-125")
    void developmentModeIsForLoopbackHostsOnly() {
        assertThat(HostSettings.from(Map.of("PUBLIC_URL", "https://acme.example", "MASTER_KEY", KEY))
                        .devMode())
                .isFalse();
        assertThat(HostSettings.from(Map.of("PUBLIC_URL", "http://127.0.0.1:9000"))
                        .devMode())
                .isTrue();
        assertThatThrownBy(() -> HostSettings.from(Map.of("PUBLIC_URL", "https://acme.example", "DEV_MODE", "true")))
                .hasMessageContaining("DEV_MODE");
        assertThatThrownBy(() -> HostSettings.from(Map.of("DEV_MODE", "false", "MASTER_KEY", KEY)))
                .hasMessageContaining("DEV_MODE must not be false while PUBLIC_URL is http");
    }

    @Test
    @Tag("A-125")
    void aMasterKeyIsRequiredOutsideOfDevelopmentMode() {
        assertThatThrownBy(() -> HostSettings.from(Map.of("PUBLIC_URL", "https://acme.example")))
                .hasMessageContaining("MASTER_KEY is required");
        assertThat(HostSettings.from(Map.of("MASTER_KEY", KEY + "," + KEY)).masterKeys())
                .hasSize(2);
    }

    @Test
    void anH2FileKeepsWhatItAcknowledged() {
        assertThat(DataSources.durable("jdbc:h2:file:./data/x"))
                .as("durable, and no trace file that would hold values of statements")
                .isEqualTo("jdbc:h2:file:./data/x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        assertThat(DataSources.durable("jdbc:h2:mem:x")).isEqualTo("jdbc:h2:mem:x");
        assertThat(DataSources.durable("jdbc:postgresql://h/d")).isEqualTo("jdbc:postgresql://h/d");
    }

    @Test
    @DisplayName("A start behind a proxy that nobody named warns once, and says which variable is missing")
    void unnamedProxy() {
        Map<String, String> variables =
                new HashMap<>(Map.of("PUBLIC_URL", "https://fieldwork.example", "MASTER_KEY", "A".repeat(43) + "="));
        assertThat(HostSettings.from(variables).warnings())
                .singleElement()
                .asString()
                .contains("TRUSTED_PROXIES");
        variables.put("TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8");
        assertThat(HostSettings.from(variables).warnings()).isEmpty();
        assertThat(HostSettings.from(variables).trustedProxies()).containsExactly("10.0.0.0/8", "fd00::/8");
        variables.remove("TRUSTED_PROXIES");
        variables.put("TLS_KEYSTORE", "own.p12");
        assertThat(HostSettings.from(variables).warnings()).isEmpty();
        assertThat(HostSettings.from(Map.of()).warnings()).isEmpty();
    }
}
