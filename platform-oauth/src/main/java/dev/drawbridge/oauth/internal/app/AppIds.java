package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;

/** Draws the ids of new apps. Thread-safe. */
public final class AppIds {

    private final Ulids ids;
    private final CredentialFormat credentials;

    /**
     * Makes the source of ids.
     *
     * @param ids makes ids of rows
     * @param credentials makes client ids
     */
    public AppIds(Ulids ids, CredentialFormat credentials) {
        this.ids = ids;
        this.credentials = credentials;
    }

    AppId next() {
        return new AppId(ids.next());
    }

    /**
     * Draws a client id.
     *
     * @return one that nothing has had before
     */
    public ClientId nextClientId() {
        return new ClientId(credentials.next(CredentialFormat.Kind.CLIENT_ID).reveal());
    }
}
