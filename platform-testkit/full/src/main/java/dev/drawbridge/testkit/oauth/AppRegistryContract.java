package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What apps and secrets keep true on every set of stores, also when many ask at the same time. */
public abstract class AppRegistryContract {

    private static final Developer DEVELOPER = new Developer(new DeveloperId("dev"), "dev@acme.test", "Dev", true);

    private static final AppSecurity WITH_KEYS = new AppSecurity(
            Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT),
            null,
            URI.create("https://client.test/keys"),
            null,
            true,
            true);

    private OAuthAppRegistry apps;
    private SecretRotator secrets;

    /** For subclasses. */
    protected AppRegistryContract() {}

    /**
     * Returns empty stores of core.
     *
     * @return the stores
     */
    protected abstract CoreStores core();

    /**
     * Returns empty stores of the authorization server that join the transactions of {@link #core()}.
     *
     * @return the stores
     */
    protected abstract OAuthStores oauth();

    @BeforeEach
    void start() {
        TestPlatform test = TestPlatform.builder().stores(core()).build();
        AuthorizationServer server = AuthorizationServer.on(test.env(), oauth());
        apps = server.apps();
        secrets = server.secrets();
    }

    @Test
    void anAppComesBackAsItWasRegistered() {
        RegisteredApp registered = create("Acme Sync \u00E9\uD83D\uDE80");

        assertThat(apps.find(registered.app().id())).contains(registered.app());
        assertThat(apps.list(DEVELOPER.id())).containsExactly(registered.app());
        assertThat(secrets.list(registered.app())).hasSize(1);
    }

    @Test
    @Tag("A-047")
    @DisplayName("of twenty simultaneous creations at four apps one goes through")
    void parallelCreations() {
        for (int i = 1; i <= 4; i++) {
            create("App " + i);
        }

        List<String> outcomes = Race.of(20, thread -> outcome(() -> create("Race " + thread)));

        assertThat(outcomes).containsOnlyOnce("ok").containsOnly("ok", "app_limit_reached");
        assertThat(apps.countLive(DEVELOPER.id())).isEqualTo(OAuthAppRegistry.MAX_LIVE_APPS);
    }

    @Test
    void ofTenCreationsOfOneNameAtTheSameTimeOneGoesThrough() {
        List<String> outcomes = Race.of(10, thread -> outcome(() -> create("Acme")));

        assertThat(outcomes).containsOnlyOnce("ok");
        assertThat(apps.list(DEVELOPER.id())).hasSize(1);
    }

    @Test
    @Tag("A-063")
    @DisplayName("of ten simultaneous rotations one goes through, and two secrets are live")
    void parallelRotations() {
        App app = create("Acme").app();

        List<String> outcomes = Race.of(10, thread -> outcome(() -> rotate(app, false)));

        assertThat(outcomes).containsOnlyOnce("ok").containsOnly("ok", "secret_rotation_in_progress");
        assertThat(secrets.list(app)).hasSize(2);
        assertThat(Race.of(10, thread -> outcome(() -> rotate(app, true)))).containsOnly("ok");
        assertThat(secrets.list(app)).hasSize(2);
    }

    @Test
    @Tag("A-050")
    @DisplayName("of ten simultaneous edits of one version one goes through")
    void parallelEdits() {
        App app = create("Acme").app();

        List<String> outcomes = Race.of(
                10,
                thread -> outcome(() ->
                        apps.edit(app, AppDraft.from(app).name("Race " + thread).build(), Actor.SYSTEM)));

        assertThat(outcomes).containsOnlyOnce("ok").containsOnly("ok", "stale_version");
        assertThat(apps.find(app.id()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void ofTenRevocationsAtTheSameTimeOneGoesThroughAndFreesThePlace() {
        App app = create("Acme").app();

        List<String> outcomes = Race.of(10, thread -> outcome(() -> apps.revoke(app, Actor.SYSTEM)));

        assertThat(outcomes).containsOnlyOnce("ok").containsOnly("ok", "app_revoked");
        assertThat(apps.countLive(DEVELOPER.id())).isZero();
        assertThat(outcome(() -> rotate(apps.find(app.id()).orElseThrow(), false)))
                .isEqualTo("app_revoked");
    }

    @Test
    void anAppWithoutAnOwnerHasTheClientIdItIsGivenAndASecretOnlyIfItUsesOne() {
        RegisteredApp secret = register("their:own+id", AppType.WEB, AppSecurity.of(AppType.WEB));
        RegisteredApp keys = register("https://client.test/id", AppType.WEB, WITH_KEYS);
        RegisteredApp open = register("native", AppType.PUBLIC, AppSecurity.of(AppType.PUBLIC));

        assertThat(secret.app().clientId()).hasToString("their:own+id");
        assertThat(secret.clientSecret()).isPresent();
        assertThat(keys.clientSecret()).isEmpty();
        assertThat(open.clientSecret()).isEmpty();
        assertThat(apps.find(keys.app().id())).contains(keys.app());
        assertThat(keys.app().owner()).isNull();
        assertThat(outcome(() -> register("native", AppType.PUBLIC, AppSecurity.of(AppType.PUBLIC))))
                .isEqualTo("client_id_taken");
        assertThat(outcome(() -> register("confused", AppType.PUBLIC, AppSecurity.of(AppType.WEB))))
                .isEqualTo("invalid_fields");
    }

    @Test
    void anEditOfTheSecurityMakesOrEndsTheSecret() {
        App app = register("client", AppType.WEB, AppSecurity.of(AppType.WEB)).app();

        RegisteredApp keys = edit(app, WITH_KEYS);
        assertThat(keys.clientSecret()).isEmpty();
        assertThat(secrets.list(keys.app())).isEmpty();
        assertThat(apps.find(app.id())).contains(keys.app());

        RegisteredApp secret = edit(keys.app(), AppSecurity.of(AppType.WEB));
        assertThat(secret.clientSecret()).isPresent();
        assertThat(secrets.list(secret.app())).hasSize(1);
        assertThat(edit(secret.app(), AppSecurity.of(AppType.WEB)).clientSecret())
                .isEmpty();
    }

    private RegisteredApp edit(App app, AppSecurity security) {
        return apps.edit(app, AppDraft.from(app).build(), security, Actor.SYSTEM);
    }

    private RegisteredApp register(String clientId, AppType type, AppSecurity security) {
        AppDraft draft = AppDraft.of(type, "Client")
                .redirectUris("https://client.test/cb")
                .scopes("tickets.read")
                .build();
        return apps.register(draft, security, DefinedBy.DYNAMIC, new ClientId(clientId), Actor.SYSTEM);
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() {
        App app = create("Acme").app();
        rotate(app, false);
        int entries = journal(app).size();

        assertThatThrownBy(() -> create("ACME")).isInstanceOf(AppRefusedException.class);
        assertThatThrownBy(() -> rotate(app, false)).isInstanceOf(AppRefusedException.class);

        assertThat(journal(app)).hasSize(entries);
        assertThat(secrets.list(app)).hasSize(2);
        assertThat(apps.list(DEVELOPER.id())).hasSize(1);
    }

    private List<?> journal(App app) {
        return core().journal().about("app", app.id().value(), 100);
    }

    private RegisteredApp create(String name) {
        AppDraft draft = AppDraft.of(AppType.WEB, name)
                .redirectUris("https://acme.test/cb")
                .scopes("tickets.read")
                .build();
        return apps.create(DEVELOPER, draft, Actor.SYSTEM);
    }

    private Object rotate(App app, boolean endOlder) {
        return secrets.rotate(app, SecretRotator.DEFAULT_OVERLAP, endOlder, "", Actor.SYSTEM);
    }

    private static String outcome(Supplier<?> work) {
        try {
            Object unused = work.get();
            return "ok";
        } catch (AppRefusedException e) {
            return e.refusal().wireName();
        }
    }
}
