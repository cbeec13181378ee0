package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.oauth.TokenKeys;
import dev.drawbridge.oauth.TokenKeys.PublishedKey;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import java.util.List;
import java.util.Optional;

/** Publishes and revokes the signing keys of this server. Thread-safe. */
public final class RevocableTokenKeys implements TokenKeys {

    private final SigningKeys keys;

    /**
     * Makes the view of an operator on the keys.
     *
     * @param keys the keys
     */
    public RevocableTokenKeys(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<PublishedKey> published() {
        return keys.published();
    }

    @Override
    public Optional<PublishedKey> rotate(Actor actor) {
        return keys.rotate(actor);
    }

    @Override
    public boolean revoke(String kid, Actor actor) {
        return keys.revoke(kid, actor);
    }
}
