package dev.drawbridge.oauth.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.OAuthScene;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifiers that we did not write accept our access tokens, with nothing but the JWK set that they read over HTTP. */
class OtherVerifiersTest {

    private HttpServer server;
    private String issuer;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("JWT-08")
    @DisplayName("Nimbus JOSE+JWT verifies every algorithm")
    void nimbus(SigningAlgorithm algorithm) throws Exception {
        String token = token(algorithm);

        assertThat(nimbus(token)).isTrue();
        assertThat(nimbus(forged(token))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("JWT-08")
    @DisplayName("jose4j verifies every algorithm")
    void jose4j(SigningAlgorithm algorithm) throws Exception {
        String token = token(algorithm);

        assertThat(jose4j(token, algorithm)).startsWith("client:");
        assertThatThrownBy(() -> jose4j(forged(token), algorithm)).hasMessageContaining("signature");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("JWT-08")
    @DisplayName("JJWT verifies every algorithm")
    void jjwt(SigningAlgorithm algorithm) throws Exception {
        String token = token(algorithm);

        assertThat(jjwt(token)).startsWith("client:");
        assertThatThrownBy(() -> jjwt(forged(token))).hasMessageContaining("signature");
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "ES256"})
    @Tag("JWT-08")
    @DisplayName("Auth0's java-jwt verifies the algorithms that it knows")
    void auth0(SigningAlgorithm algorithm) throws Exception {
        String token = token(algorithm);

        assertThat(auth0(token, algorithm)).startsWith("client:");
        assertThatThrownBy(() -> auth0(forged(token), algorithm)).hasMessageContaining("Signature");
    }

    private boolean nimbus(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWK key = JWKSet.load(jwks().toURL()).getKeyByKeyId(jwt.getHeader().getKeyID());
        JWSVerifier verifier = key instanceof OctetKeyPair ed25519
                ? new Ed25519Verifier(ed25519)
                : new DefaultJWSVerifierFactory()
                        .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey());
        return jwt.verify(verifier)
                && jwt.getJWTClaimsSet().getIssuer().equals(issuer)
                && jwt.getJWTClaimsSet().getAudience().contains(issuer + "/api/v1");
    }

    private String jose4j(String token, SigningAlgorithm algorithm) throws Exception {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(jwks().toString())))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.wireName())
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(issuer)
                .setExpectedAudience(issuer + "/api/v1")
                .setRequireExpirationTime()
                .build()
                .processToClaims(token)
                .getSubject();
    }

    private String jjwt(String token) throws IOException {
        var keys = Jwks.setParser().build().parse(document()).getKeys();
        return Jwts.parser()
                .keyLocator(header -> keys.stream()
                        .filter(key -> key.getId().equals(((JwsHeader) header).getKeyId()))
                        .findFirst()
                        .orElseThrow()
                        .toKey())
                .requireIssuer(issuer)
                .requireAudience(issuer + "/api/v1")
                .build()
                .parseSignedClaims(token)
                .getPayload()
                .getSubject();
    }

    private String auth0(String token, SigningAlgorithm algorithm) throws IOException, GeneralSecurityException {
        Algorithm verifier = algorithm == SigningAlgorithm.RS256
                ? Algorithm.RSA256(rsaKey(), null)
                : Algorithm.ECDSA256(ecKey(), null);
        return JWT.require(verifier)
                .withIssuer(issuer)
                .withAudience(issuer + "/api/v1")
                .build()
                .verify(token)
                .getSubject();
    }

    // The library has no reader for JWK sets.
    private RSAPublicKey rsaKey() throws IOException, GeneralSecurityException {
        RSAPublicKeySpec key = new RSAPublicKeySpec(number("n"), number("e"));
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(key);
    }

    private ECPublicKey ecKey() throws IOException, GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPublicKeySpec key = new ECPublicKeySpec(
                new ECPoint(number("x"), number("y")), curve.getParameterSpec(ECParameterSpec.class));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(key);
    }

    @SuppressWarnings("unchecked")
    private BigInteger number(String member) throws IOException {
        List<Map<String, Object>> keys =
                (List<Map<String, Object>>) Json.readObject(document()).toMap().get("keys");
        return new BigInteger(
                1, Base64.getUrlDecoder().decode(keys.get(0).get(member).toString()));
    }

    private URI jwks() {
        return URI.create(issuer + "/oauth/jwks");
    }

    private String document() throws IOException {
        try (InputStream in = jwks().toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Starts a server that signs so, and gets a token of it. */
    private String token(SigningAlgorithm algorithm) {
        OAuthWorld world = new OAuthWorld(
                surroundings -> surroundings
                        .issuer(URI.create(issuer))
                        .set(EnvironmentBuilder::insecureDevelopmentMode)
                        // The other verifiers look at the real clock.
                        .set(environment -> environment.clock(PlatformClock.system())),
                settings -> settings.signingAlgorithm(algorithm));
        server.createContext("/", new JdkHttpServerAdapter(world.test.platform().handler()));
        server.start();
        OAuthScene scene = world.oauth;
        OAuthScene.Client client = scene.register(AppType.MACHINE, "tickets.read");
        scene.install(client, "co_pro", "usr_pro", "tickets.read");
        return OAuthScene.text(scene.token(client, Map.of("grant_type", "client_credentials")), "access_token");
    }

    /** The same token with another claim, as someone without the key would change it. */
    private static String forged(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("tickets.read", "tickets.write");
        String changed =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return parts[0] + "." + changed + "." + parts[2];
    }
}
