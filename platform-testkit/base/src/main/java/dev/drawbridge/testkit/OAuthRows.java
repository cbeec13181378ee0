package dev.drawbridge.testkit;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import java.time.Instant;

/**
 * Writes rows of the authorization server's stores for an {@link OAuthScene}, which knows core alone.
 */
public interface OAuthRows {

    /**
     * Gives an app a secret.
     *
     * @param id the row's id
     * @param app the app
     * @param secret its only secret
     * @param now when it is made
     */
    void insertSecret(String id, App app, Secret secret, Instant now);

    /**
     * Stores a code as consent would: good for 60 s, with all scopes of its grant.
     *
     * @param grant what it was issued from
     * @param code the code
     * @param verifier the PKCE verifier that redeems it (S256)
     * @param redirectUri where it was sent
     * @param now when it is issued
     */
    void insertCode(Grant grant, Secret code, String verifier, String redirectUri, Instant now);

    /**
     * Makes a company the first that installed an app.
     *
     * @param installation the live installation
     */
    void setFirstCompany(Grant installation);
}
