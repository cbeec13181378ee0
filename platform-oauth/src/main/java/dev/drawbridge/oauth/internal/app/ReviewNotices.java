package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.oauth.spi.CriticalChange;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells everyone what became of a review: journal, change feed and, once an operator decided, a mail to the developer. Call it
 * inside the transaction of the change. Thread-safe.
 */
public final class ReviewNotices {

    private final AppNotices notices;
    private final Developers developers;

    /**
     * Makes the notices.
     *
     * @param notices those of all changes of apps
     * @param developers have the addresses
     */
    public ReviewNotices(AppNotices notices, Developers developers) {
        this.notices = notices;
        this.developers = developers;
    }

    /** Tells that a developer submitted or withdrew. */
    public void changed(App app, Actor actor, OAuthAction action, Map<String, String> details) {
        notices.appChanged(app, actor, action, details);
    }

    /**
     * Tells what an operator decided.
     *
     * @param before the app as it was
     * @param app as it is now
     * @param change what was pending; null if the whole app was judged
     * @param comment for the developer
     */
    public void decided(
            App before, App app, @Nullable CriticalChange change, Actor actor, OAuthAction action, String comment) {
        Map<String, String> details = AppDifference.between(before, app);
        details.put("name", app.profile().name());
        if (!comment.isEmpty()) {
            details.put(JournalEntry.REASON, comment);
        }
        if (change != null) {
            details.put("change", AppChanges.names(change));
        }
        changed(app, actor, action, details);
        DeveloperId owner = app.owner();
        if (owner != null) {
            developers
                    .find(owner)
                    .filter(developer -> !developer.email().isEmpty())
                    .ifPresent(developer -> notices.reviewed(developer.email(), app, action, change != null, comment));
        }
    }
}
