package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input at every form, JSON call and OAuth endpoint gets a clear 4xx, never a 5xx, and nothing internal. */
class RubbishTest {

    @TempDir
    static Path folder;

    private static RestartingHost host;
    private static Story story;
    private static Story.Connected connected;

    @BeforeAll
    static void startHost() {
        host = new RestartingHost(TestDatabase.h2File(folder));
        story = new Story(host.running());
        connected = story.connect("dana@rubbish.example", "pro@fieldwork.test", "tickets.read", "tickets.write");
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    private static final List<String> FORMS = List.of(
            "",
            "%",
            "%zz=1",
            "a=%00",
            "a=%ff%fe",
            "grant_type=authorization_code&grant_type=refresh_token",
            "grant_type=authorization_code",
            "grant_type[a]=b&scope[]=c",
            "email=&password=",
            "email=" + "x".repeat(5_000) + "&password=" + "y".repeat(5_000),
            "token=a.b.c&decision=allow&scope=x&interaction=1&grant=1&formId=1&csrf=1",
            "{\"grant_type\":\"authorization_code\"}");

    private static final List<String> BODIES = List.of(
            "",
            "[]",
            "null",
            "{",
            "{\"a\":1}",
            "{\"email\":7,\"password\":[]}",
            "{\"email\":\"a@b.example\",\"email\":\"c@d.example\"}",
            "{\"email\":\"\\u0000\",\"password\":\"\\ud800\",\"token\":\"\\u202e\"}",
            "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}",
            "{\"name\":\"" + "n".repeat(60_000)
                    + "\",\"type\":\"web\",\"scopes\":[\"x\"],\"redirectUris\":[\"javascript:1\"]}",
            "{\"overlap\":\"P999999999D\"}",
            "{\"overlap\":\"soon\"}",
            "{\"url\":\"http://169.254.169.254/\",\"events\":[\"ticket.created\"]}",
            "{\"url\":\"\\\\\\\\\",\"events\":[7]}");

    static List<String> formPaths() {
        List<String> paths = new ArrayList<>(List.of(
                "/oauth/authorize",
                "/oauth/token",
                "/oauth/revoke",
                "/oauth/par",
                "/oauth/install",
                "/oauth/connections",
                "/login",
                "/logout",
                "/developers/signup",
                "/developers/verify",
                "/developers/login",
                "/developers/forgot",
                "/developers/reset",
                "/developers/logout",
                "/developers/reauth",
                "/developers/apps/new"));
        for (String page : List.of("edit", "revoke", "secret/rotate", "webhooks", "credentials", "usage", "nothing")) {
            paths.add("/developers/apps/" + connected.appId() + "/" + page);
        }
        return paths;
    }

    static List<String> jsonPaths() {
        List<String> paths = new ArrayList<>(List.of(
                "/signup",
                "/email/verify",
                "/email/resend",
                "/sessions",
                "/password/forgot",
                "/password/reset",
                "/me",
                "/me/reauth",
                "/apps",
                "/apps/unknown",
                "/catalog/scopes"));
        for (String path : List.of("", "/secrets", "/secrets/x", "/secrets/cancel-rotation", "/webhooks", "/usage")) {
            paths.add("/apps/" + connected.appId() + path);
        }
        return paths.stream().map("/developers/api/v1"::concat).toList();
    }

    @ParameterizedTest
    @MethodSource("formPaths")
    void formsRefuseRubbish(String path) {
        for (String body : FORMS) {
            for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "application/json")) {
                check(path, body, story.developer.post(path, type, body));
                check(path, body, story.hostUser.post(path, type, body, "Sec-Fetch-Site", "same-origin"));
            }
            if (!body.contains("%") && !body.contains("{")) {
                check(
                        path,
                        body,
                        story.hostUser.get(path + "?" + body.replace("[", "%5B").replace("]", "%5D")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jsonPaths")
    void jsonCallsRefuseRubbish(String path) {
        for (String body : BODIES) {
            for (String method : List.of("POST", "PATCH", "DELETE", "PUT")) {
                check(path, body, raw(method, path, body));
            }
        }
    }

    @Test
    void theApiRefusesRubbish() {
        for (String body : BODIES) {
            HttpUser.Reply response = story.app.post(
                    "/api/v1/tickets", "application/json", body, "Authorization", "Bearer " + connected.accessToken());
            check("/api/v1/tickets", body, response);
        }
        for (String header :
                List.of("Bearer", "Bearer  x", "Bearer a,b", "bearer \"", "Basic x", "DPoP x", "Bearer ü")) {
            HttpUser.Reply response = story.app.get("/api/v1/tickets", "Authorization", header);
            assertThat(response.status()).as(header).isBetween(400, 401);
        }
    }

    @Test
    void pathsThatTryTricksLeadNowhere() {
        for (String path : List.of(
                "/developers;a=b/login",
                "/developers/%2e%2e/dev/mailbox",
                "/developers/apps/%2F",
                "/developers//login",
                "/DEVELOPERS/login",
                "/oauth/token/",
                "/developers/assets/../../x")) {
            HttpUser.Reply response = story.developer.get(path);
            assertThat(response.status()).as(path).isBetween(400, 404);
            check(path, "", response);
        }
    }

    private static HttpUser.Reply raw(String method, String path, String body) {
        return story.developer.raw(
                method,
                path,
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + connected.session());
    }

    private static void check(String path, String body, HttpUser.Reply response) {
        assertThat(response.status())
                .as("%s with %s gave %s", path, body, response.text())
                .isBetween(200, 499);
        assertThat(response.text()).doesNotContain("Exception", "\tat ", "dev.drawbridge", "org.h2");
    }
}
