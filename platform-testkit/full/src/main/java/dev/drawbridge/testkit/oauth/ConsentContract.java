package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What consent, installation and disconnecting promise when several stores change together and users act at the same time.
 */
public abstract class ConsentContract {

    private static final int CLICKS = 20;
    private static final Instant CONFIRMED = Instant.parse("2026-03-02T09:00:00Z");
    private static final int TABS = 10;

    /** For subclasses. */
    protected ConsentContract() {}

    /**
     * Returns the stores of core.
     *
     * @return empty stores, the same during one test
     */
    protected abstract CoreStores core();

    /**
     * Returns the stores of the authorization server, in the same transactions.
     *
     * @return empty stores, the same during one test
     */
    protected abstract OAuthStores oauth();

    /**
     * Returns the stores of developer accounts, in the same transactions.
     *
     * @return empty stores, the same during one test
     */
    protected abstract AccountStores accounts();

    @Test
    @Tag("A-074")
    @Tag("CON-01")
    @DisplayName("a developer is known by the confirmed address of the account, and the name they gave")
    void aDeveloperIsKnownByTheirAddress() {
        developer("dev_anna", "Anna's Apps", CONFIRMED);
        developer("dev_ben", "", null);

        assertThat(core().developers().find(new DeveloperId("dev_anna")))
                .contains(new DeveloperContact("Anna's Apps", "dev_anna@dev.test"));
        assertThat(core().developers().find(new DeveloperId("dev_ben"))).contains(new DeveloperContact("", ""));
        assertThat(core().developers().find(new DeveloperId("nobody"))).isEmpty();
    }

    @Test
    @Tag("CON-07")
    @Tag("A-078")
    @DisplayName("twenty simultaneous clicks yield one code")
    void twentyClicksYieldOneCode() {
        Scene scene = new Scene();
        OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
        BrowserPage page = scene.browser("usr_pro").get(authorize(client, "tickets.read"));

        List<Integer> responses =
                Race.of(CLICKS, click -> page.form().submit("allow").status());

        assertThat(responses).containsOnlyOnce(303).containsOnly(303, 409);
        assertThat(scene.grants("co_pro")).hasSize(1);
    }

    @Test
    @Tag("AUZ-22")
    @DisplayName("ten tabs decided at the same time all get a code, and share one grant with all they allowed")
    void tenTabsShareOneGrant() {
        Scene scene = new Scene();
        OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read", "invoices.read");

        List<String> codes = Race.of(TABS, tab -> {
            String scope = tab % 2 == 0 ? "tickets.read" : "invoices.read";
            BrowserPage page = scene.browser("usr_pro").get(authorize(client, scope));
            return code(page.form().submit("allow"));
        });

        assertThat(codes).doesNotHaveDuplicates().hasSize(TABS);
        assertThat(scene.grants("co_pro"))
                .singleElement()
                .extracting(Grant::scopes)
                .isEqualTo(Scopes.of("invoices.read", "tickets.read"));
        assertThat(codes)
                .allSatisfy(code ->
                        assertThat(scene.oauth.redeem(client, code).status()).isEqualTo(200));
    }

    @Test
    @Tag("CON-02")
    @Tag("CON-05")
    @DisplayName("what was allowed before gets a code immediately, until it is withdrawn")
    void whatWasAllowedBeforeGetsACode() {
        Scene scene = new Scene();
        OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read", "invoices.read");
        Browser pro = scene.browser("usr_pro");
        pro.get(authorize(client, "tickets.read")).form().submit("allow");

        Response redeemed = scene.oauth.redeem(client, code(pro.get(remembered(client, "tickets.read"))));

        assertThat(redeemed.status()).isEqualTo(200);
        assertThat(OAuthScene.text(redeemed, "scope")).isEqualTo("tickets.read");
        assertThat(pro.get(remembered(client, "invoices.read")).status()).isEqualTo(200);
        pro.get("/oauth/connections").form().submit("disconnect");
        assertThat(pro.get(remembered(client, "tickets.read")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("twenty simultaneous installations leave one, which is the default")
    void twentyInstallationsLeaveOne() {
        Scene scene = new Scene();
        OAuthScene.Client client = scene.oauth.register(AppType.MACHINE, "tickets.read", "invoices.read");
        String link = "/oauth/install?client_id=" + client.app().clientId().value();

        List<Integer> responses = Race.of(
                CLICKS,
                click -> scene.browser("usr_pro")
                        .get(link)
                        .form()
                        .set("runAs", click % 2 == 0 ? "usr_pro" : "usr_pro2")
                        .submit("allow")
                        .status());

        assertThat(responses).containsOnly(303);
        assertThat(scene.grants("co_pro"))
                .singleElement()
                .satisfies(grant -> assertThat(grant.kind()).isEqualTo(Grant.Kind.INSTALL));
        assertThat(oauth().installations().defaultCompany(client.app().id())).contains(new CompanyId("co_pro"));
    }

    @Test
    @Tag("A-084")
    @Tag("CON-05")
    @DisplayName("disconnecting ends codes and tokens of this company immediately, and of no other")
    void disconnectingEndsEverythingImmediately() {
        Scene scene = new Scene();
        OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
        Browser pro = scene.browser("usr_pro");
        Response first = scene.oauth.redeem(
                client, code(pro.get(authorize(client, "tickets.read")).form().submit("allow")));
        String unused = code(pro.get(authorize(client, "tickets.read")).form().submit("allow"));
        Response theirs = scene.oauth.redeem(
                client,
                code(scene.browser("usr_high")
                        .get(authorize(client, "tickets.read"))
                        .form()
                        .submit("allow")));
        Grant grant = scene.grants("co_pro").get(0);

        assertThat(pro.get("/oauth/connections").form().submit("disconnect").status())
                .isEqualTo(303);

        assertThat(scene.oauth
                        .refresh(client, OAuthScene.text(first, "refresh_token"))
                        .text())
                .contains("invalid_grant");
        assertThat(scene.oauth.redeem(client, unused).text()).contains("invalid_grant");
        assertThat(CoreServices.of(scene.test.env())
                        .changes()
                        .refused(ChangeKind.GRANT, grant.id().value()))
                .isTrue();
        assertThat(scene.oauth
                        .refresh(client, OAuthScene.text(theirs, "refresh_token"))
                        .status())
                .isEqualTo(200);
    }

    private void developer(String id, String name, @Nullable Instant confirmed) {
        accounts()
                .accounts()
                .insert(new Account(new DeveloperId(id), id + "@dev.test", name, "hash", confirmed, null, CONFIRMED));
    }

    /** A request that shows the page in any case. */
    private static String authorize(OAuthScene.Client client, String scope) {
        return remembered(client, scope) + "&prompt=consent";
    }

    private static String remembered(OAuthScene.Client client, String scope) {
        return "/oauth/authorize?"
                + OAuthScene.encode(Map.of(
                        "client_id",
                        client.app().clientId().value(),
                        "redirect_uri",
                        OAuthScene.REDIRECT_URI,
                        "response_type",
                        "code",
                        "scope",
                        scope,
                        "code_challenge",
                        TokenHash.of(OAuthScene.VERIFIER).value(),
                        "code_challenge_method",
                        "S256"));
    }

    private static String code(BrowserPage decided) {
        Parameters response = Parameters.parse(URI.create(decided.location()).getRawQuery());
        return response.first("code").orElseThrow(() -> new AssertionError(decided.location()));
    }

    /** A platform on the stores under test. */
    private final class Scene {

        private final TestPlatform test = TestPlatform.builder()
                .stores(core())
                .add(env -> AuthorizationServer.on(env, oauth()))
                .build();
        private final OAuthScene oauth = OAuthStoreRows.scene(test, oauth());

        Browser browser(String user) {
            return Browser.of(test).setCookie(FakeHost.USER, user);
        }

        List<Grant> grants(String company) {
            return core().grants().active(new CompanyId(company));
        }
    }
}
