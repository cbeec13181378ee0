package dev.drawbridge.oauth.internal.review;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import java.util.ArrayList;
import java.util.List;

/** What an app must say about itself before operators look at it. Pure and thread-safe. */
final class ReviewChecklist {

    private static final Messages TEXT = Templates.of(ReviewChecklist.class).text();

    private ReviewChecklist() {}

    /**
     * One thing that a review needs.
     *
     * @param field where it is entered
     * @param done whether the app has it
     */
    record Item(AppField field, boolean done) {

        String label() {
            return text().of("checklist." + field.wireName());
        }

        private FieldError missing() {
            AppFieldCode code = field == AppField.REDIRECT_URIS
                    ? AppFieldCode.PUBLIC_REDIRECT_URI_REQUIRED
                    : AppFieldCode.REQUIRED_FOR_REVIEW;
            return new FieldError(field.wireName(), code, text().of("missing." + field.wireName()));
        }
    }

    private static Messages text() {
        return TEXT;
    }

    /** Returns everything that is needed of an app of this type. */
    static List<Item> of(App app) {
        AppProfile profile = app.profile();
        List<Item> items = new ArrayList<>();
        items.add(new Item(AppField.DESCRIPTION, !profile.description().isBlank()));
        items.add(new Item(AppField.WEBSITE_URL, profile.websiteUrl() != null));
        items.add(new Item(AppField.TERMS_URL, profile.termsUrl() != null));
        items.add(new Item(AppField.PRIVACY_URL, profile.privacyUrl() != null));
        if (app.type() != AppType.MACHINE) {
            items.add(new Item(
                    AppField.REDIRECT_URIS, app.access().redirectUris().stream().anyMatch(RedirectUris::isClaimed)));
        }
        return items;
    }

    /** Returns what is missing. */
    static List<FieldError> missing(App app) {
        return of(app).stream().filter(item -> !item.done()).map(Item::missing).toList();
    }
}
