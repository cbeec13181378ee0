package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An authorization server at which clients register themselves. */
final class RegistrationScene {

    static final String REGISTER = "/oauth/register";
    static final String REDIRECT_URI = OAuthScene.REDIRECT_URI;

    final SettableClock clock;
    final MemoryCoreStores core;
    final MemoryOAuthStores stores;
    final AuthorizationServer server;
    final TestPlatform test;
    final OAuthScene oauth;

    RegistrationScene(DynamicRegistration settings) {
        this(settings, Profile.OAUTH21);
    }

    RegistrationScene(DynamicRegistration settings, Profile profile) {
        this(settings, profile, UnaryOperator.identity());
    }

    RegistrationScene(DynamicRegistration settings, Profile profile, UnaryOperator<AuthorizationServerBuilder> more) {
        OAuthWorld world = new OAuthWorld(
                builder -> more.apply(builder.dynamicRegistration(settings).profile(profile)));
        this.clock = world.clock;
        this.core = world.core;
        this.stores = world.stores;
        this.server = world.server;
        this.test = world.test;
        this.oauth = world.oauth;
    }

    /** Metadata of a public client, as clients for MCP send it. */
    static Map<String, Object> publicClient() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("client_name", "Acme Assistant");
        metadata.put("redirect_uris", List.of(REDIRECT_URI, "http://127.0.0.1/callback"));
        metadata.put("grant_types", List.of("authorization_code", "refresh_token"));
        metadata.put("response_types", List.of("code"));
        metadata.put("token_endpoint_auth_method", "none");
        metadata.put("application_type", "native");
        return metadata;
    }

    /** The least that can be sent. */
    static Map<String, Object> least() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("redirect_uris", List.of(REDIRECT_URI));
        return metadata;
    }

    /** The least, with one member more. */
    static Map<String, Object> with(String name, Object value) {
        Map<String, Object> metadata = least();
        metadata.put(name, value);
        return metadata;
    }

    Response register(Map<String, Object> metadata) {
        return send("POST", REGISTER, null, Json.write(metadata));
    }

    Response register(Map<String, Object> metadata, @Nullable String token) {
        return send("POST", REGISTER, token, Json.write(metadata));
    }

    Response read(Response held) {
        return send("GET", path(held), token(held), null);
    }

    Response update(Response held, Map<String, Object> metadata) {
        Map<String, Object> body = new LinkedHashMap<>(metadata);
        body.putIfAbsent("client_id", id(held));
        return send("PUT", path(held), token(held), Json.write(body));
    }

    Response delete(Response held) {
        return send("DELETE", path(held), token(held), null);
    }

    Response send(String method, String path, @Nullable String token, @Nullable String body) {
        Headers headers = token == null ? Headers.NONE : Headers.NONE.with("Authorization", "Bearer " + token);
        return send(method, path, headers.with("Content-Type", "application/json"), body, "127.0.0.1");
    }

    Response send(String method, String path, Headers headers, @Nullable String body, String peer) {
        Request request = Request.of(method, path, headers, address(peer));
        return test.handle(body == null ? request : request.withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String id(Response held) {
        return OAuthScene.text(held, "client_id");
    }

    static String token(Response held) {
        return OAuthScene.text(held, "registration_access_token");
    }

    static String path(Response held) {
        String uri = OAuthScene.text(held, "registration_client_uri");
        return uri.substring(TestPlatform.ISSUER.toString().length());
    }

    static JsonObject json(Response response) {
        return Json.readObject(response.body());
    }

    static String error(Response response) {
        return OAuthScene.text(response, "error");
    }

    App app(Response held) {
        return core.apps().findByClientId(new ClientId(id(held))).orElseThrow();
    }

    /** The client as it calls the token endpoint. */
    OAuthScene.Client client(Response held) {
        Secret secret = json(held).text("client_secret").map(Secret::of).orElse(null);
        return new OAuthScene.Client(app(held), secret);
    }

    /** Lets a user of co_pro connect the client. */
    Grant connect(Response held) {
        return oauth.consent(client(held), "co_pro", "usr_pro", "tickets.read");
    }
}
