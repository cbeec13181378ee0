package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.AppAccess;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an approved app shall become, of that which operators vouched for: where codes go and what tokens may do. Immutable.
 *
 * @param redirectUris the new redirect URIs; null if they stay
 * @param scopes the new scopes; null if they stay
 */
public record CriticalChange(
        @Nullable List<String> redirectUris, @Nullable Scopes scopes) {

    /** Copies the list. */
    public CriticalChange {
        redirectUris = redirectUris == null ? null : List.copyOf(redirectUris);
    }

    /**
     * Compares what is with what is wanted.
     *
     * @param live the access that the app has
     * @param wanted the access that it should have
     * @return what is different; empty if nothing is
     */
    public static Optional<CriticalChange> between(AppAccess live, AppAccess wanted) {
        CriticalChange change = new CriticalChange(
                live.redirectUris().equals(wanted.redirectUris()) ? null : wanted.redirectUris(),
                live.scopes().equals(wanted.scopes()) ? null : wanted.scopes());
        return change.redirectUris == null && change.scopes == null ? Optional.empty() : Optional.of(change);
    }

    /**
     * Makes the change.
     *
     * @param live the access that the app has
     * @return the access with the new values
     */
    public AppAccess of(AppAccess live) {
        return live.with()
                .redirectUris(redirectUris == null ? live.redirectUris() : redirectUris)
                .scopes(scopes == null ? live.scopes() : scopes)
                .build();
    }
}
