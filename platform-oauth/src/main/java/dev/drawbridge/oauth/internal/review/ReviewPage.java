package dev.drawbridge.oauth.internal.review;

import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.internal.app.AppPaths;
import dev.drawbridge.oauth.spi.AppReview;
import java.util.List;

/** The page on which a developer asks for a review and sees what became of it; and the same in JSON. Thread-safe. */
public final class ReviewPage {

    static final String SUBMIT = "/submit";
    static final String WITHDRAW = "/withdraw";

    private final AppReviews reviews;
    private final ReviewJson json;
    private final String productName;
    private final Templates templates = Templates.of(ReviewPage.class);

    /**
     * Makes the page.
     *
     * @param reviews asks operators
     * @param productName what pages call the host's product
     */
    public ReviewPage(AppReviews reviews, String productName) {
        this.reviews = reviews;
        this.json = new ReviewJson(reviews);
        this.productName = productName;
    }

    /**
     * The model of {@code review.jte}.
     *
     * @param state what operators found out
     * @param review what is asked, and what was decided last
     * @param differences what an approved app shall become
     * @param checklist what a review needs
     * @param complete whether nothing of it is missing
     * @param settings the path where the rest is entered
     * @param submit the path of the form that asks
     * @param withdraw the path of the form that takes it back
     * @param error why the form was refused, or empty
     */
    record Model(
            ReviewState state,
            AppReview review,
            List<ReviewDifference> differences,
            List<ReviewChecklist.Item> checklist,
            boolean complete,
            String product,
            String settings,
            String submit,
            String withdraw,
            String formToken,
            String error) {

        boolean canSubmit() {
            return state == ReviewState.NONE || state == ReviewState.REJECTED;
        }
    }

    /** Returns the page and the JSON calls, below an app. */
    public List<PanelRoute> routes() {
        return List.of(
                PanelRoute.page("GET", AppPaths.REVIEW, call -> page(call, 200, "")),
                PanelRoute.page("POST", SUBMIT, this::submit).withoutReauthentication(ReviewJson.HARMLESS),
                PanelRoute.page("POST", WITHDRAW, this::withdraw).withoutReauthentication(ReviewJson.HARMLESS),
                PanelRoute.json("GET", AppPaths.REVIEW, json::show),
                PanelRoute.json("POST", SUBMIT, json::submit).withoutReauthentication(ReviewJson.HARMLESS),
                PanelRoute.json("POST", WITHDRAW, json::withdraw).withoutReauthentication(ReviewJson.HARMLESS));
    }

    private PortalResponse submit(PanelCall call) {
        return attempt(
                call, () -> reviews.submit(call.app(), call.request().form().text(ReviewJson.COMMENT), call.actor()));
    }

    private PortalResponse withdraw(PanelCall call) {
        return attempt(call, () -> reviews.withdraw(call.app(), call.actor()));
    }

    private PortalResponse attempt(PanelCall call, Runnable change) {
        try {
            change.run();
            return PortalResponse.seeOther(AppPaths.page(call.app(), AppPaths.REVIEW));
        } catch (AppRefusedException e) {
            if (e.refusal() == AppRefusal.APP_REVOKED) {
                throw e;
            }
            boolean fields = e.refusal() == AppRefusal.INVALID_FIELDS;
            String error = fields ? e.errors().get(0).message() : e.refusal().detail();
            return page(call, fields ? 422 : 409, error);
        }
    }

    private PortalResponse page(PanelCall call, int status, String error) {
        App app = reviews.find(call.app().id()).map(AppReviews.Submission::app).orElse(call.app());
        AppReview review = reviews.of(app);
        List<ReviewChecklist.Item> checklist = ReviewChecklist.of(app);
        Model model = new Model(
                app.review(),
                review,
                ReviewDifference.of(app, review.pending()),
                checklist,
                checklist.stream().allMatch(ReviewChecklist.Item::done),
                productName,
                AppPaths.page(app, AppPaths.SETTINGS),
                AppPaths.page(app, SUBMIT),
                AppPaths.page(app, WITHDRAW),
                call.portal().formToken(),
                error);
        return new PortalResponse.Page(status, templates.text().of("review.title"), templates.render("review", model));
    }
}
