package dev.drawbridge.testkit;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Grant;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Apps, grants and codes put straight into the stores, and the requests that an app sends to the authorization server:
 * for tests that begin where consent has ended. Thread-safe.
 */
public final class OAuthScene {

    /** The redirect URI of every app. */
    public static final String REDIRECT_URI = "https://client.test/callback";

    /** The PKCE verifier of every code. */
    public static final String VERIFIER = "a-verifier-of-43-characters-or-more-1234567890";

    private final TestPlatform test;
    private final OAuthRows rows;

    /**
     * Sets the scene.
     *
     * @param test a platform with the authorization server
     * @param rows writes to the stores of the authorization server
     */
    public OAuthScene(TestPlatform test, OAuthRows rows) {
        this.test = test;
        this.rows = rows;
    }

    /**
     * An app as its developer knows it.
     *
     * @param app the app
     * @param secret its secret; null for apps without one
     */
    public record Client(App app, @Nullable Secret secret) {

        /**
         * Returns the header that proves the client.
         *
         * @return the value of {@code Authorization}
         */
        public String basic() {
            String pair = app.clientId().value() + ":" + (secret == null ? "" : secret.reveal());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Registers an app.
     *
     * @param type its type
     * @param scopes the most it may ask for
     * @return the app with a new secret, unless it is public
     */
    public Client register(AppType type, String... scopes) {
        Secret id = CoreServices.of(test.env()).credentials().next(CredentialFormat.Kind.CLIENT_ID);
        return register(new ClientId(id.reveal()), type, scopes);
    }

    /**
     * Registers an app whose client id the test knows beforehand.
     *
     * @param clientId its client id
     * @param type its type
     * @param scopes the most it may ask for
     * @return the app with a new secret, unless it is public
     */
    public Client register(ClientId clientId, AppType type, String... scopes) {
        return register(clientId, type, AppSecurity.of(type), scopes);
    }

    /**
     * Registers an app that proves who it is in a way of its own.
     *
     * @param type its type
     * @param security how it proves who it is
     * @param scopes the most it may ask for
     * @return the app, with a new secret if it uses one
     */
    public Client register(AppType type, AppSecurity security, String... scopes) {
        Secret id = CoreServices.of(test.env()).credentials().next(CredentialFormat.Kind.CLIENT_ID);
        return register(new ClientId(id.reveal()), type, security, scopes);
    }

    /**
     * Registers an app of which the test knows everything beforehand.
     *
     * @param clientId its client id
     * @param type its type
     * @param security how it proves who it is
     * @param scopes the most it may ask for
     * @return the app, with a new secret if it uses one
     */
    public Client register(ClientId clientId, AppType type, AppSecurity security, String... scopes) {
        Environment env = test.env();
        Instant now = env.clock().instant();
        App app = App.builder(new AppId(env.newId()), clientId, type, DefinedBy.ADMIN)
                .profile(AppProfile.of("App", "", "help@client.test"))
                .access(AppAccess.of(List.of(REDIRECT_URI), Scopes.of(scopes)))
                .security(security)
                .createdAt(now)
                .build();
        env.stores().apps().insert(app, 1, now);
        return new Client(app, security.usesSecret() ? newSecret(app, now) : null);
    }

    private Secret newSecret(App app, Instant now) {
        Secret secret = CoreServices.of(test.env()).credentials().next(CredentialFormat.Kind.CLIENT_SECRET);
        rows.insertSecret(test.env().newId(), app, secret, now);
        return secret;
    }

    /**
     * Lets a user consent.
     *
     * @param client to which app
     * @param company for which company
     * @param user who
     * @param scopes to what
     * @return the live grant
     */
    public Grant consent(Client client, String company, String user, String... scopes) {
        return insert(client, Grant.Kind.USER, company, user, null, scopes);
    }

    /**
     * Lets an administrator install a machine app that runs as that administrator.
     *
     * @param client which app
     * @param company for which company
     * @param user who
     * @param scopes with which scopes
     * @return the live installation
     */
    public Grant install(Client client, String company, String user, String... scopes) {
        Grant grant = insert(client, Grant.Kind.INSTALL, company, user, new UserId(user), scopes);
        rows.setFirstCompany(grant);
        return grant;
    }

    private Grant insert(
            Client client, Grant.Kind kind, String company, String user, @Nullable UserId runAs, String... scopes) {
        Grant grant = new Grant(
                new GrantId(test.env().newId()),
                kind,
                client.app().id(),
                new CompanyId(company),
                new UserId(user),
                runAs,
                Scopes.of(scopes),
                test.env().clock().instant(),
                null);
        if (!test.env().stores().grants().insert(grant)) {
            throw new IllegalStateException("There is a live grant already");
        }
        return grant;
    }

    /**
     * Issues a code as consent would.
     *
     * @param grant from which grant, with all of its scopes
     * @return the code, good for 60 s with {@link #VERIFIER} and {@link #REDIRECT_URI}
     */
    public String code(Grant grant) {
        Secret code = CoreServices.of(test.env()).credentials().next(CredentialFormat.Kind.AUTHORIZATION_CODE);
        Instant now = test.env().clock().instant();
        rows.insertCode(grant, code, VERIFIER, REDIRECT_URI, now);
        return code.reveal();
    }

    /**
     * Redeems a code.
     *
     * @param client who redeems
     * @param code the code
     * @return the response of the token endpoint
     */
    public Response redeem(Client client, String code) {
        return token(client, codeForm(code));
    }

    /**
     * Returns the form that redeems a code.
     *
     * @param code the code
     * @return a copy to be changed
     */
    public Map<String, String> codeForm(String code) {
        return new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER));
    }

    /**
     * Uses a refresh token.
     *
     * @param client who refreshes
     * @param token the refresh token
     * @return the response of the token endpoint
     */
    public Response refresh(Client client, String token) {
        return token(client, Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    /**
     * Sends a token request with the client's own proof: the header, or the id alone for public apps.
     *
     * @param client who asks
     * @param form the other parameters
     * @return the response of the token endpoint
     */
    public Response token(Client client, Map<String, String> form) {
        return post("/oauth/token", client, form);
    }

    /**
     * Sends a form with the client's own proof: the header, or the id alone for public apps.
     *
     * @param path the endpoint
     * @param client who asks
     * @param form the other parameters
     * @return the response
     */
    public Response post(String path, Client client, Map<String, String> form) {
        if (client.secret() != null) {
            return post(path, Headers.NONE.plus("Authorization", client.basic()), encode(form));
        }
        Map<String, String> named = new HashMap<>(form);
        named.put("client_id", client.app().clientId().value());
        return post(path, Headers.NONE, encode(named));
    }

    /**
     * Sends a form as it is.
     *
     * @param path the endpoint
     * @param headers header fields beside the content type
     * @param body the encoded form
     * @return the response
     */
    public Response post(String path, Headers headers, String body) {
        Request request = Request.of(
                        "POST",
                        path,
                        headers.plus("Content-Type", "application/x-www-form-urlencoded"),
                        InetAddress.getLoopbackAddress())
                .withBody(body.getBytes(StandardCharsets.UTF_8));
        return test.handle(request);
    }

    /**
     * Encodes a form.
     *
     * @param form names and values
     * @return the body
     */
    public static String encode(Map<String, String> form) {
        StringBuilder body = new StringBuilder();
        new TreeMap<>(form)
                .forEach((name, value) -> body.append(body.length() == 0 ? "" : "&")
                        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return body.toString();
    }

    /**
     * Reads a member of a JSON response.
     *
     * @param response the response
     * @param member a member that is a text
     * @return its value
     */
    public static String text(Response response, String member) {
        JsonObject json = Json.readObject(response.body());
        return json.text(member).orElseThrow(() -> new AssertionError("No " + member + " in " + response.text()));
    }
}
