package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.panel.PanelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an edit changes of who gets the data of an app's users: where codes go, what tokens may do, from where they work, and
 * who may connect the app. Pure.
 */
final class AccessChange {

    private AccessChange() {}

    /** Tells whether a posted form changes any of it. */
    static boolean ofForm(PanelCall call) {
        return changes(call.app(), AppInput.ofForm(call.request().form()));
    }

    /** Tells whether a JSON body changes any of it. */
    static boolean ofJson(PanelCall call) {
        return changes(
                call.app(), AppInput.of(call.app()).with(call.request().json().only(AppInput.names())));
    }

    private static boolean changes(App app, AppInput input) {
        // What cannot be read is refused by the edit itself, which reads it again.
        return !between(app, input.draft(app, new ArrayList<>())).isEmpty();
    }

    /** Returns what an edit changes, in words for the notice. */
    static List<String> between(App app, AppDraft after) {
        AppDraft before = AppDraft.from(app).build();
        List<String> changed = new ArrayList<>();
        if (differ(before.redirectUris(), after.redirectUris())) {
            changed.add("redirect URIs");
        }
        if (differ(before.scopes(), after.scopes())) {
            changed.add("scopes");
        }
        if (differ(before.ipAllowList(), after.ipAllowList())) {
            changed.add("IP allow list");
        }
        if (before.distribution() != after.distribution()) {
            changed.add("distribution");
        }
        return changed;
    }

    private static boolean differ(List<String> before, List<String> after) {
        return !Set.copyOf(before).equals(Set.copyOf(after));
    }
}
