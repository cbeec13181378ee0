package dev.drawbridge.examples.host;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * The README's lines about Spring's decoder, compiled; {@link SpringSecurityResourceServerTest} runs and {@link ReadmeTest}
 * compares them.
 */
final class SpringDecoder {

    private SpringDecoder() {}

    static NimbusJwtDecoder of(String issuer, String clientId) {
        // begin
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false) // the validator below demands at+jwt
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(issuer)
                .audience(issuer + "/api/v1")
                .clientId(clientId)
                .build());
        // end
        return decoder;
    }
}
