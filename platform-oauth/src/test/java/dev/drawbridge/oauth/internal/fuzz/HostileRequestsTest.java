package dev.drawbridge.oauth.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.testkit.FakeHost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded hostile requests at every endpoint of the authorization server, over HTTP and from many addresses: no 5xx, no
 * header or markup that was smuggled in, errors as their RFCs want them, and what somebody else has stays as it was.
 */
class HostileRequestsTest {

    private static final long SEED = 20261122;
    private static final int REQUESTS = 500;

    private static final List<String> CLIENT = List.of(
            "client_id",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
            "resource",
            "audience",
            "scope",
            "grant_type",
            "code",
            "code_verifier",
            "redirect_uri",
            "company",
            "token",
            "token_type_hint");
    private static final List<String> REQUEST = List.of(
            "client_id",
            "scope",
            "resource",
            "response_type",
            "redirect_uri",
            "state",
            "code_challenge",
            "code_challenge_method",
            "prompt",
            "max_age",
            "acr_values",
            "login_hint",
            "ui_locales",
            "request",
            "request_uri",
            "dpop_jkt",
            "nonce",
            "response_mode",
            "company");
    private static final List<String> ANSWER = List.of(
            "scope",
            "decision",
            "company",
            "runAs",
            "client_id",
            "grant",
            "action",
            "choose",
            "disconnected",
            "formId");

    private static final Map<String, String> METADATA = Map.of(
            "client_name", "\"Acme\"",
            "redirect_uris", "[\"https://client.test/callback\"]",
            "grant_types", "[\"authorization_code\",\"refresh_token\"]",
            "token_endpoint_auth_method", "\"client_secret_basic\"",
            "scope", "\"tickets.read\"");
    private static final List<String> METADATA_NAMES = List.of(
            "response_types",
            "application_type",
            "jwks",
            "jwks_uri",
            "logo_uri",
            "client_uri",
            "policy_uri",
            "tos_uri",
            "contacts",
            "software_statement",
            "software_id",
            "client_id",
            "client_secret",
            "dpop_bound_access_tokens",
            "require_pushed_authorization_requests",
            "token_endpoint_auth_signing_alg",
            "client_name#ja");

    private static final Set<String> TEXTS = Set.of("error", "error_description");

    private FuzzScene scene;
    private Hostile hostile;

    @BeforeEach
    void start() throws Exception {
        scene = new FuzzScene();
        hostile = new Hostile(SEED, scene.known());
    }

    @AfterEach
    void nothingChanged() {
        scene.requireUntouched();
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/oauth/revoke", "/oauth/introspect", "/oauth/par"})
    @Tag("GEN-10")
    @Tag("GEN-11")
    @Tag("GEN-13")
    @DisplayName("endpoints of clients refuse everything hostile with plain JSON")
    void clients(String path) {
        for (int i = 0; i < REQUESTS; i++) {
            List<String> headers = new ArrayList<>(hostile.headers());
            if (hostile.chance(60)) {
                headers.add("Authorization: " + scene.attacker().basic());
            }
            String form = hostile.form(hostile.oneOf(scene.tokenRequests()), CLIENT);
            String target = hostile.chance(90) ? path : path + "?" + Hostile.query(form);
            RawHttp.Call call = new RawHttp.Call(hostile.methodInsteadOf("POST"), target, headers, form);
            RawHttp.Reply response = send(call);
            if (response.status() != 405 && response.status() != 413) {
                requireJson(call, response);
            }
        }
    }

    @Test
    @Tag("GEN-13")
    @Tag("AUZ-03")
    @DisplayName("the authorization endpoint redirects nothing hostile to anywhere but the app")
    void authorize() {
        for (int i = 0; i < 2 * REQUESTS; i++) {
            String form = hostile.form(scene.request(), REQUEST);
            boolean post = hostile.chance(30);
            String target = "/oauth/authorize" + (post && hostile.chance(80) ? "" : "?" + Hostile.query(form));
            List<String> headers = new ArrayList<>(hostile.headers());
            if (hostile.chance(60)) {
                headers.add(as(hostile.chance(50) ? FuzzScene.USER : FuzzScene.OTHER_USER));
            }
            send(new RawHttp.Call(hostile.methodInsteadOf(post ? "POST" : "GET"), target, headers, post ? form : ""));
        }
    }

    @Test
    @Tag("GEN-13")
    @Tag("CON-01")
    @Tag("CON-08")
    @DisplayName("the pages of users take no hostile form, and show nothing of it as markup")
    void pages() {
        List<FuzzScene.Page> pages = scene.pages();
        for (int i = 0; i < 2 * REQUESTS; i++) {
            FuzzScene.Page page = hostile.oneOf(pages);
            Map<String, String> fields = new LinkedHashMap<>(page.form());
            String user = hostile.chance(30) ? FuzzScene.OTHER_USER : page.user();
            boolean sameUser = user.equals(page.user());
            String button = List.of("decision", "action", "company").stream()
                    .filter(fields::containsKey)
                    .findFirst()
                    .orElseThrow();
            // Somebody else may send the form as it is, the right one only with another button or without its token.
            fields.put(button, sameUser ? "x" + hostile.value() : fields.get(button));
            List<String> others = ANSWER.stream()
                    .filter(name -> !sameUser || !name.equals(button))
                    .toList();
            String form = hostile.form(fields, others);
            if (sameUser && hostile.chance(30)) {
                form = hostile.form(Map.of("decision", "allow", "action", "disconnect"), ANSWER);
            }
            boolean post = hostile.chance(85);
            List<String> headers = new ArrayList<>(hostile.headers());
            headers.add(as(user));
            headers.add("Sec-Fetch-Site: same-origin");
            headers.add("Cookie: " + String.join("; ", page.cookies()));
            send(new RawHttp.Call(
                    hostile.methodInsteadOf(post ? "POST" : "GET"),
                    page.action() + (post ? "" : "?" + Hostile.query(form)),
                    headers,
                    post ? form : ""));
        }
    }

    @Test
    @Tag("GEN-13")
    @Tag("GEN-16")
    @DisplayName("metadata and keys are the same whatever the request looks like")
    void metadata() {
        for (String path : List.of(
                "/oauth/jwks", "/.well-known/oauth-authorization-server", "/.well-known/oauth-protected-resource")) {
            String body = send(new RawHttp.Call("GET", path, List.of(), "")).body();
            for (int i = 0; i < REQUESTS / 5; i++) {
                String target = path + "?" + Hostile.query(hostile.form(scene.request(), REQUEST));
                RawHttp.Reply response = send(new RawHttp.Call("GET", target, hostile.headers(), ""));
                assertThat(response.status()).isIn(200, 304);
                assertThat(response.status() == 304 ? body : response.body()).isEqualTo(body);
            }
        }
    }

    @Test
    @Tag("GEN-10")
    @Tag("GEN-11")
    @Tag("DCR-06")
    @Tag("DCR-09")
    @DisplayName("registration refuses everything hostile, and gives nobody another's")
    void registration() {
        for (int i = 0; i < REQUESTS; i++) {
            String body = hostile.json(METADATA, METADATA_NAMES);
            boolean own = hostile.chance(80);
            String method = own ? "POST" : hostile.oneOf(List.of("GET", "PUT", "DELETE"));
            List<String> headers = new ArrayList<>();
            headers.add("Content-Type: " + (hostile.chance(95) ? "application/json" : "text/plain"));
            if (!own) {
                headers.add("Authorization: Bearer " + hostile.value().replaceAll("[\\x00-\\x1f]", ""));
            }
            String path = own ? "/oauth/register" : scene.registration();
            RawHttp.Call call = new RawHttp.Call(method, path, headers, method.equals("GET") ? "" : body);
            RawHttp.Reply response = send(call);
            if (!own) {
                assertThat(response.status()).as("%s gave %s", call, response).isIn(400, 401);
            } else if (response.status() == 400) {
                requireJson(call, response);
            }
        }
    }

    private static String as(String user) {
        return FakeHost.USER + ": " + user;
    }

    private RawHttp.Reply send(RawHttp.Call call) {
        RawHttp.Reply response = scene.http().send(call, "127.0." + hostile.upTo(250) + "." + (2 + hostile.upTo(250)));
        assertThat(response.status()).as("%s gave %s", call, response).isBetween(200, 499);
        assertThat(response.header("x-content-type-options")).as("%s", call).contains("nosniff");
        assertThat(response.headers()).as("%s", call).allSatisfy(field -> {
            assertThat(field.name()).isNotEqualTo(Hostile.HEADER);
            assertThat(field.value().chars()).allMatch(c -> c >= ' ' && c < 0x7F);
        });
        assertThat(response.body()).as("%s", call).doesNotContain("Exception", "\tat ", "dev.drawbridge");
        // What an app registered comes back to it as JSON, which nobody takes for a page.
        if (!response.hasType("application/json")) {
            assertThat(response.body()).as("%s", call).doesNotContain(Hostile.MARKUP);
        }
        response.header("location")
                .ifPresent(location -> assertThat(scene.isIssuedHere(location))
                        .as("%s redirects to %s", call, location)
                        .isTrue());
        return response;
    }

    private static void requireJson(RawHttp.Call call, RawHttp.Reply response) {
        assertThat(response.hasType("application/json"))
                .as("%s gave %s", call, response)
                .isTrue();
        assertThat(response.header("cache-control").orElse("")).as("%s", call).contains("no-store");
        JsonObject json = Json.readObject(response.body().getBytes(StandardCharsets.ISO_8859_1));
        assertThat(response.body()).doesNotContain("null");
        assertThat(json.has("error")).as("%s gave %s", call, response).isEqualTo(response.status() >= 400);
        TEXTS.stream()
                .filter(json::has)
                .forEach(name -> assertThat(json.text(name).orElseThrow())
                        .as("%s", call)
                        .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
        if (response.status() == 401 && call.headers().stream().anyMatch(line -> line.startsWith("Authorization: "))) {
            assertThat(response.header("www-authenticate")).as("%s", call).isPresent();
        }
        if (response.status() >= 400) {
            assertThat(TEXTS).containsAll(json.toMap().keySet());
        }
    }
}
