package dev.drawbridge.oauth.internal.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What developers run and save first: the app's own values, and nothing that a shell or a file system takes amiss. */
class SamplesTest {

    private final Samples samples = new Samples(URI.create("https://id.test"), URI.create("https://id.test/api/v1"));

    @Test
    @DisplayName("a machine app has the link that installs it, and one command that needs nothing else than the secret")
    void machine() {
        App app = app(AppType.MACHINE, List.of());

        assertThat(samples.installLink(app)).isEqualTo("https://id.test/oauth/install?client_id=dp_cid_1");
        assertThat(samples.of(app))
                .singleElement()
                .satisfies(sample -> assertThat(sample.lines())
                        .contains("https://id.test/oauth/token", "$CLIENT_SECRET", "grant_type=client_credentials")
                        .doesNotContain("$CODE"));
    }

    @Test
    @DisplayName("other apps make the verifier that the exchange of the code needs, and have no install link")
    void web() {
        App app = app(AppType.WEB, List.of("https://app.test/cb?a=$(x)&b='c'"));

        assertThat(samples.installLink(app)).isEmpty();
        String authorize = samples.of(app).get(0).lines();
        String token = samples.of(app).get(1).lines();
        assertThat(authorize)
                .contains("CODE_VERIFIER=$(", "code_challenge_method=S256", "client_id=dp_cid_1", "scope=tickets.read")
                .doesNotContain("$(x)");
        assertThat(token)
                .contains(
                        "code_verifier=\"$CODE_VERIFIER\"", "redirect_uri='https://app.test/cb?a=$(x)&b='\\''c'\\'''");
    }

    @Test
    @DisplayName("a public app sends its client id and no secret")
    void publicClient() {
        assertThat(samples.of(app(AppType.PUBLIC, List.of("https://app.test/cb")))
                        .get(1)
                        .lines())
                .contains("-d client_id=dp_cid_1")
                .doesNotContain("CLIENT_SECRET");
    }

    @Test
    @DisplayName("the file of credentials is named after the app, whatever its name has in it, and holds both values")
    void envFile() {
        EnvFile file = EnvFile.of(app(AppType.WEB, List.of("https://app.test/cb")), Secret.of("s3cret+/="));

        assertThat(file.name()).isEqualTo("north-wind-sync.env");
        assertThat(URLDecoder.decode(file.href(), StandardCharsets.UTF_8))
                .isEqualTo("data:text/plain;charset=utf-8,CLIENT_ID=dp_cid_1\nCLIENT_SECRET=s3cret+/=\n");
    }

    private static App app(AppType type, List<String> redirectUris) {
        return App.builder(new AppId("1"), new ClientId("dp_cid_1"), type, DefinedBy.USER)
                .profile(AppProfile.of("North/../Wind \u202e Sync!", "", "help@app.test"))
                .access(AppAccess.of(redirectUris, Scopes.of("tickets.read")))
                .createdAt(Instant.EPOCH)
                .build();
    }
}
