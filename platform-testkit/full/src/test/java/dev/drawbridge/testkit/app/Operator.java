package dev.drawbridge.testkit.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.operator.AdminAccess.Role;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user of the host in the operator's area: one who changes, one who reads, or a stranger. */
final class Operator {

    static final String FULL = "usr_operator";
    static final String READ = "usr_support";

    private static final String PAGES = "/developers-admin";
    private static final String API = PAGES + "/api/v1";

    private final TestPlatform test;
    private final String user;

    private Operator(TestPlatform test, String user) {
        this.test = test;
        this.user = user;
    }

    static Operator full(TestPlatform test) {
        return user(test, FULL);
    }

    static Operator reading(TestPlatform test) {
        return user(test, READ);
    }

    static Operator user(TestPlatform test, String user) {
        if (!user.isEmpty()) {
            test.host().join("co_staff", user, false);
        }
        return new Operator(test, user);
    }

    static Optional<Role> role(HostUser user) {
        return switch (user.id().value()) {
            case FULL -> Optional.of(Role.FULL);
            case READ -> Optional.of(Role.READ);
            default -> Optional.empty();
        };
    }

    Response get(String path) {
        return json("GET", path, null, Map.of());
    }

    Response get(String path, String accept) {
        return json("GET", path, null, Map.of("Accept", accept));
    }

    Response post(String path, Object body) {
        return json("POST", path, body, Map.of());
    }

    Response post(String path) {
        return json("POST", path, null, Map.of());
    }

    Response delete(String path) {
        return json("DELETE", path, null, Map.of());
    }

    Response json(String method, String path, Object body, Map<String, String> extra) {
        Headers headers = Headers.NONE.with("Sec-Fetch-Site", "same-origin");
        for (Map.Entry<String, String> header : extra.entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        String text = body == null ? "" : Json.write(body);
        return send(
                method, API + path, body == null ? headers : headers.with("Content-Type", "application/json"), text);
    }

    /** Opens a page, or sends a form. */
    Response page(String method, String path, String form) {
        Headers headers = Headers.NONE.with("Sec-Fetch-Site", "same-origin").with("Accept", "text/html");
        return send(
                method,
                PAGES + path,
                form.isEmpty() ? headers : headers.with("Content-Type", "application/x-www-form-urlencoded"),
                form);
    }

    /** Sends a request as it is, but for the host's session. */
    Response send(String method, String path, Headers headers, String body) {
        Headers all = user.isEmpty() ? headers : headers.with(FakeHost.USER, user);
        return test.handle(Request.of(method, path, all, InetAddress.getLoopbackAddress())
                .withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> items(Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return (List<Map<String, Object>>)
                Json.readObject(response.body()).toMap().get("items");
    }
}
