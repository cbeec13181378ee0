package dev.drawbridge.oauth.token;

import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.oauth.jwt.SigningKeys;
import dev.drawbridge.oauth.jwt.SigningKeys.PublishedKey;
import java.util.List;

/** The TokenKeys of the platform. Thread-safe. */
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
    public boolean revoke(String kid, Actor actor) {
        return keys.revoke(kid, actor);
    }
}
