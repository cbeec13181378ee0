package dev.drawbridge.oauth.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ProtectedResourceRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.client.ClientUpdateRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A registration client that we did not write, over real HTTP: the Nimbus SDK. */
class NimbusRegistrationTest {

    private static final URI REDIRECT_URI = URI.create(RegistrationScene.REDIRECT_URI);

    private HttpServer server;
    private URI endpoint;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        TestPlatform test =
                OAuthWorld.at(issuer, settings -> settings.dynamicRegistration(DynamicRegistration.open())).test;
        server.createContext("/", new JdkHttpServerAdapter(test.platform().handler()));
        server.start();
        endpoint = AuthorizationServerMetadata.resolve(new Issuer(issuer)).getRegistrationEndpointURI();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static ClientMetadata metadata() {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setRedirectionURI(REDIRECT_URI);
        metadata.setName("Nimbus");
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        metadata.setScope(Scope.parse("tickets.read"));
        return metadata;
    }

    private ClientRegistrationResponse register(ClientMetadata metadata) throws Exception {
        return ClientRegistrationResponse.parse(new ClientRegistrationRequest(endpoint, metadata, null)
                .toHTTPRequest()
                .send());
    }

    private static ClientInformation information(ProtectedResourceRequest request) throws Exception {
        return ClientInformationResponse.parse(request.toHTTPRequest().send()).getClientInformation();
    }

    @Test
    @Tag("DCR-02")
    @Tag("DCR-09")
    @DisplayName("registers, reads, updates and deletes a client with a secret")
    void wholeLife() throws Exception {
        ClientRegistrationResponse response = register(metadata());
        assertThat(response.indicatesSuccess()).isTrue();
        ClientInformation registered = response.toSuccessResponse().getClientInformation();
        ClientMetadata effective = registered.getMetadata();
        assertThat(effective.getTokenEndpointAuthMethod()).isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        assertThat(effective.getGrantTypes())
                .containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(effective.getResponseTypes()).containsExactly(ResponseType.CODE);
        assertThat(effective.getScope()).isEqualTo(Scope.parse("tickets.read"));
        assertThat(registered.getSecret().getExpirationDate()).isNull();
        assertThat(new ClientSecretBasic(registered.getID(), registered.getSecret()).getClientID())
                .isEqualTo(registered.getID());

        URI self = registered.getRegistrationURI();
        BearerAccessToken token = registered.getRegistrationAccessToken();
        // As text: its JSON type is of a library that this module does not have.
        ClientMetadata read = information(new ClientReadRequest(self, token)).getMetadata();
        assertThat(Json.readObject(read.toString()).toMap())
                .isEqualTo(Json.readObject(effective.toString()).toMap());

        ClientMetadata changed = metadata();
        changed.setName("Nimbus 2");
        ClientInformation updated =
                information(new ClientUpdateRequest(self, registered.getID(), token, changed, registered.getSecret()));
        assertThat(updated.getMetadata().getName()).isEqualTo("Nimbus 2");
        BearerAccessToken next = updated.getRegistrationAccessToken();
        assertThat(next).isNotEqualTo(token);

        assertThat(new ClientDeleteRequest(self, token).toHTTPRequest().send().getStatusCode())
                .isEqualTo(401);
        assertThat(new ClientDeleteRequest(self, next).toHTTPRequest().send().getStatusCode())
                .isEqualTo(204);
        assertThat(new ClientReadRequest(self, next).toHTTPRequest().send().getStatusCode())
                .isEqualTo(401);
    }

    @Test
    @Tag("DCR-05")
    @DisplayName("registers a public client, which has no secret")
    void publicClient() throws Exception {
        ClientMetadata metadata = metadata();
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
        ClientInformation registered = register(metadata).toSuccessResponse().getClientInformation();
        assertThat(registered.getSecret()).isNull();
        assertThat(registered.inferClientType().name()).isEqualTo("PUBLIC");
    }

    @Test
    @Tag("DCR-04")
    @DisplayName("understands why a registration is refused")
    void refusals() throws Exception {
        ClientMetadata metadata = metadata();
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        ErrorObject error = register(metadata).toErrorResponse().getErrorObject();
        assertThat(error.getCode()).isEqualTo("invalid_client_metadata");
        assertThat(error.getHTTPStatusCode()).isEqualTo(400);
        metadata = metadata();
        metadata.setRedirectionURI(URI.create("http://client.test/cb"));
        assertThat(register(metadata).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("invalid_redirect_uri");
    }
}
