package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.SecurityInput;
import java.util.List;
import java.util.Set;

/**
 * What an edit changes of who gets the data of an app's users: where codes go, what tokens may do, from where they work, who
 * may connect the app, and what proves that it is the app. Pure.
 */
final class AccessChange {

    /** The fields whose change needs the password and is told by mail, in the order of the mail. */
    private static final List<AppField> GUARDED = List.of(
            AppField.REDIRECT_URIS,
            AppField.SCOPES,
            AppField.IP_ALLOW_LIST,
            AppField.DISTRIBUTION,
            AppField.TEST_COMPANIES);

    private AccessChange() {}

    /** Tells whether a posted form changes any of it. */
    static boolean ofForm(PanelCall call) {
        return changes(call.app(), EditApp.ofForm(call));
    }

    /** Tells whether a JSON body changes any of it. */
    static boolean ofJson(PanelCall call) {
        return changes(call.app(), EditApp.ofJson(call)) || changesKeys(call);
    }

    private static boolean changesKeys(PanelCall call) {
        SecurityInput before = SecurityInput.of(call.app().security());
        return !before.with(call.request().json()).equals(before);
    }

    private static boolean changes(App app, AppInput input) {
        // What cannot be read is refused by the edit itself, which reads it again.
        return !between(app, input.read(app).draft()).isEmpty();
    }

    /** Returns what an edit changes. */
    static List<AppField> between(App app, AppDraft after) {
        AppDraft before = AppDraft.from(app).build();
        return GUARDED.stream()
                .filter(field -> differ(field.of(before), field.of(after)))
                .toList();
    }

    private static boolean differ(List<String> before, List<String> after) {
        return !Set.copyOf(before).equals(Set.copyOf(after));
    }
}
