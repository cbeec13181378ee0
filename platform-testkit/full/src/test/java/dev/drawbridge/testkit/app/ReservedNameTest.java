package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.testkit.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody but the host uses a name that passes for the product's. */
class ReservedNameTest {

    private final AppPortal portal = new AppPortal();

    private static void refused(Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(422);
        assertThat(response.text()).contains("\"field\":\"name\"", "\"code\":\"name_reserved\"");
    }

    @ParameterizedTest
    @Tag("A-038")
    @Tag("A-076")
    @DisplayName("neither a new app nor an edited one is called like the product")
    @ValueSource(
            strings = {
                "Testwork",
                "Testwork Official",
                "T\u0435stw\u043Erk",
                "Test\u200Bwork",
                "testw0rk",
                "MyTestworkApp"
            })
    void apps(String name) {
        AppPortal.Session developer = portal.developer();
        Response created = developer.create(web("Acme Sync"));

        refused(developer.post("/apps", web(name)));
        refused(developer.patch(text(created, "id"), created.header("ETag").orElseThrow(), Map.of("name", name)));
        assertThat(developer.get("/apps").text()).doesNotContain(name).contains("Acme Sync");
    }

    @ParameterizedTest
    @Tag("A-001")
    @Tag("A-076")
    @DisplayName("neither a new developer nor a renamed one is called like the product")
    @ValueSource(strings = {"Testwork", "Testwork Support", "\uFF34\uFF45\uFF53\uFF54work", "t-e-s-t-w-o-r-k"})
    void developers(String name) {
        AppPortal.Session developer = portal.developer();

        refused(portal.unknown()
                .post("/signup", Map.of("email", "x@acme.test", "password", AppPortal.PASSWORD, "name", name)));
        refused(developer.call("PATCH", "/me", Map.of("name", name), Map.of()));
        assertThat(body(developer.get("/me")).text("name")).contains("Dev");
    }

    @ParameterizedTest
    @Tag("A-038")
    @DisplayName("the host's own apps are")
    @EnumSource(
            value = DefinedBy.class,
            names = {"INTERNAL", "ADMIN"})
    void appsOfTheHost(DefinedBy definedBy) {
        AuthorizationServer[] server = new AuthorizationServer[1];
        TestPlatform.builder()
                .stores(portal.core)
                .set(builder -> builder.reservedNames(List.of("Acme")))
                .add(env -> server[0] = AuthorizationServer.on(env, portal.oauth))
                .build();
        OAuthAppRegistry apps = server[0].apps();

        assertThat(register(apps, "Testwork Desktop", definedBy)).isEqualTo("Testwork Desktop");
        assertThatThrownBy(() -> register(apps, "Acme Desktop", DefinedBy.DYNAMIC))
                .as("a name that the host reserved beside the product's")
                .hasMessageContaining("not valid");
    }

    private static String register(OAuthAppRegistry apps, String name, DefinedBy definedBy) {
        AppDraft draft = AppDraft.of(AppType.WEB, name)
                .contactEmail("help@acme.test")
                .redirectUris("https://acme.test/cb")
                .scopes("tickets.read")
                .build();
        return apps.register(
                        draft,
                        AppSecurity.of(AppType.WEB),
                        definedBy,
                        new ClientId("desktop-" + definedBy),
                        Actor.SYSTEM)
                .app()
                .profile()
                .name();
    }

    @Test
    @DisplayName("A name without a letter or digit cannot be reserved")
    void nothingToReserve() {
        assertThatThrownBy(() -> TestPlatform.builder()
                        .stores(portal.core)
                        .set(builder -> builder.reservedNames(List.of(" - ")))
                        .add(env -> AuthorizationServer.on(env, portal.oauth))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("reservedNames: ");
    }
}
