package dev.drawbridge.oauth.internal.review;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.spi.CriticalChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an approved app that shall change. Immutable.
 *
 * @param field its name in the app's JSON
 * @param live what holds now
 * @param pending what shall hold once it is approved
 */
public record ReviewDifference(String field, List<String> live, List<String> pending) {

    /** Copies the lists. */
    public ReviewDifference {
        live = List.copyOf(live);
        pending = List.copyOf(pending);
    }

    /** Compares an app with what it shall become. */
    static List<ReviewDifference> of(App app, @Nullable CriticalChange change) {
        if (change == null) {
            return List.of();
        }
        List<ReviewDifference> differences = new ArrayList<>();
        if (change.redirectUris() != null) {
            differences.add(new ReviewDifference(
                    AppField.REDIRECT_URIS.wireName(), app.access().redirectUris(), change.redirectUris()));
        }
        if (change.scopes() != null) {
            differences.add(new ReviewDifference(
                    AppField.SCOPES.wireName(),
                    List.copyOf(app.access().scopes().names()),
                    List.copyOf(change.scopes().names())));
        }
        return differences;
    }

    /** Returns what was taken away. */
    public List<String> removed() {
        return live.stream().filter(value -> !pending.contains(value)).toList();
    }

    /** Returns what was added. */
    public List<String> added() {
        return pending.stream().filter(value -> !live.contains(value)).toList();
    }
}
