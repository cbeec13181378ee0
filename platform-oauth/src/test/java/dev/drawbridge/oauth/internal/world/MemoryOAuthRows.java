package dev.drawbridge.oauth.internal.world;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.spi.CodeBinding;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.Resources;
import dev.drawbridge.oauth.spi.StoredCode;
import dev.drawbridge.oauth.spi.StoredSecret;
import dev.drawbridge.testkit.OAuthRows;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Instant;

/** Rows for an {@link OAuthScene} in any implementation of the stores. Thread-safe. */
public final class MemoryOAuthRows implements OAuthRows {

    private static final long CODE_SECONDS = 60;

    private final OAuthStores stores;

    private MemoryOAuthRows(OAuthStores stores) {
        this.stores = stores;
    }

    /**
     * Sets a scene.
     *
     * @param test a platform with the authorization server
     * @param stores those of the authorization server
     * @return the scene
     */
    public static OAuthScene scene(TestPlatform test, OAuthStores stores) {
        return new OAuthScene(test, new MemoryOAuthRows(stores));
    }

    @Override
    public void insertSecret(String id, App app, Secret secret, Instant now) {
        StoredSecret row = new StoredSecret(id, app.id(), TokenHash.of(secret), secret.last4(), now, null, null);
        stores.secrets().rotate(row, now, false, now);
    }

    @Override
    public void insertCode(Grant grant, Secret code, String verifier, String redirectUri, Instant now) {
        CodeGrant granted = new CodeGrant(
                grant.app(),
                grant.id(),
                grant.company(),
                grant.user(),
                grant.scopes(),
                Resources.UNNAMED,
                new CodeBinding(redirectUri, true, TokenHash.of(verifier).value(), null),
                now);
        stores.codes().insert(new StoredCode(TokenHash.of(code), granted, now.plusSeconds(CODE_SECONDS), 0, null));
    }

    @Override
    public void setFirstCompany(Grant installation) {
        stores.installations().setFirstCompany(installation.app(), installation.company());
    }
}
