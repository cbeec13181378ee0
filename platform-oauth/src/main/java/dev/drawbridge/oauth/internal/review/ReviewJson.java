package dev.drawbridge.oauth.internal.review;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.AppReview;
import dev.drawbridge.oauth.spi.CriticalChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The review of an app in the portal's JSON. Thread-safe. */
public final class ReviewJson {

    static final String COMMENT = "comment";

    /** Why neither page nor call asks for the password. */
    static final String HARMLESS = "Operators decide; until then nothing changes of who gets data.";

    private final AppReviews reviews;

    ReviewJson(AppReviews reviews) {
        this.reviews = reviews;
    }

    PortalResponse show(PanelCall call) {
        return response(200, call.app(), reviews.of(call.app()));
    }

    PortalResponse submit(PanelCall call) {
        return changed(202, call, reviews.submit(call.app(), comment(call.request()), call.actor()));
    }

    PortalResponse withdraw(PanelCall call) {
        return changed(200, call, reviews.withdraw(call.app(), call.actor()));
    }

    // The state is that of the app, which was read before the change.
    private PortalResponse changed(int status, PanelCall call, AppReview review) {
        App now = reviews.find(call.app().id()).map(AppReviews.Submission::app).orElse(call.app());
        return response(status, now, review);
    }

    private static String comment(Request request) {
        return request.body().length == 0
                ? ""
                : request.json().only(Set.of(COMMENT)).text(COMMENT).orElse("");
    }

    private static PortalResponse response(int status, App app, AppReview review) {
        return PortalResponse.json(status, of(app, review));
    }

    /**
     * Writes a review as developers and operators read it.
     *
     * @param app as it is live
     * @param review what is asked, and what was decided last
     * @return the members; what is not there is null
     */
    public static Map<String, @Nullable Object> of(App app, AppReview review) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", app.review().name());
        json.put(COMMENT, textOrNull(review.waiting() ? review.note() : review.comment()));
        json.put("submittedAt", textOrNull(review.submittedAt()));
        json.put("decidedAt", textOrNull(review.decidedAt()));
        json.put("pending", pending(review.pending()));
        return json;
    }

    /**
     * Writes what an approved app shall become.
     *
     * @param change the change, or null
     * @return the fields that change, named as in the app's JSON; null for no change
     */
    public static @Nullable Map<String, Object> pending(@Nullable CriticalChange change) {
        if (change == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (change.redirectUris() != null) {
            json.put("redirectUris", change.redirectUris());
        }
        if (change.scopes() != null) {
            List<String> scopes = new ArrayList<>(change.scopes().names());
            json.put("scopes", scopes);
        }
        return json;
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String textOrNull(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
