package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.logo.Logos;
import dev.drawbridge.oauth.internal.review.AppReviews;

/** What developers do with apps, one class for each, which pages and JSON calls share. Immutable and thread-safe. */
public final class AppOperations {

    final CreateApp create;
    final EditApp edit;
    final RevokeApp revoke;
    final AppReviews reviews;
    final Logos logos;

    /**
     * Makes the operations.
     *
     * @param registry registers, edits and revokes apps
     * @param notices writes to developers
     * @param reviews knows what approved apps shall become
     * @param logos takes pictures of apps
     * @param transactions hold together a change and its notice
     */
    public AppOperations(
            OAuthAppRegistry registry, AppNotices notices, AppReviews reviews, Logos logos, Transactions transactions) {
        this.create = new CreateApp(registry);
        this.edit = new EditApp(registry, notices, reviews, transactions);
        this.revoke = new RevokeApp(registry, notices, transactions);
        this.reviews = reviews;
        this.logos = logos;
    }
}
