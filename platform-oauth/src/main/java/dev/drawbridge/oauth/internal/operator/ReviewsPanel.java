package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.operator.OperatorIds;
import dev.drawbridge.core.internal.operator.OperatorLinks;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.operator.OperatorCall;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.portal.AppJson;
import dev.drawbridge.oauth.internal.portal.AppProblems;
import dev.drawbridge.oauth.internal.review.AppReviews;
import dev.drawbridge.oauth.internal.review.AppReviews.Submission;
import dev.drawbridge.oauth.internal.review.ReviewDifference;
import dev.drawbridge.oauth.internal.review.ReviewJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section "Reviews": what waits for a decision, what an approved app shall become, and the decision. Thread-safe. */
final class ReviewsPanel implements OperatorPanel {

    private static final String PATH = "/reviews";
    private static final String ONE = PATH + "/{" + OperatedApps.ID + "}";
    private static final String APP = AppsPanel.PATH + "/{" + OperatedApps.ID + "}";
    private static final String APPROVE = "/approve";
    private static final String REJECT = "/reject";
    private static final String COMMENT = "comment";
    private static final String VERSION = "version";
    private static final String DECISION = "decision";
    private static final int ORDER = 30;
    private static final int PAGE_SIZE = 50;

    private final AppReviews reviews;
    private final PlatformClock clock;
    private final Templates templates = Templates.of(ReviewsPanel.class);

    ReviewsPanel(AppReviews reviews, PlatformClock clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    /** The model of {@code reviews.jte}. */
    record ListModel(List<Row> rows, String older) {}

    /** An app that waits. */
    record Row(Submission submission, String path) {

        /** Whether a change of an approved app waits, rather than the app itself. */
        boolean change() {
            return submission.review().pending() != null;
        }
    }

    /**
     * The model of {@code review.jte}.
     *
     * @param submission the app and what is asked
     * @param differences what an approved app shall become; none if the whole app is to be judged
     * @param appPath the page of the app
     * @param action the path that the form posts to; empty if nothing is to be decided, or not by this operator
     * @param comment what was typed
     */
    record Model(
            Submission submission,
            List<ReviewDifference> differences,
            String appPath,
            String action,
            String back,
            String comment,
            FieldErrors errors,
            String formToken) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String title() {
        return templates.text().of("reviews.title");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String purpose() {
        return templates.text().of("reviews.purpose");
    }

    @Override
    public List<OperatorRoute> routes() {
        return List.of(
                OperatorRoute.page("GET", PATH, this::list),
                OperatorRoute.page("GET", ONE, this::show),
                OperatorRoute.page("POST", ONE, AppProblems.mapping(this::decide)),
                OperatorRoute.json("GET", PATH, this::json),
                OperatorRoute.json("POST", APP + APPROVE, AppProblems.mapping(this::approveByJson)),
                OperatorRoute.json("POST", APP + REJECT, AppProblems.mapping(this::rejectByJson)));
    }

    private PortalResponse list(OperatorCall call) {
        List<Submission> found = read(call.request());
        List<Row> rows = shown(found).stream()
                .map(one -> new Row(
                        one, OperatorPaths.PAGES + PATH + "/" + one.app().id().value()))
                .toList();
        return PortalResponse.page(
                title(),
                templates.render("reviews", new ListModel(rows, OperatorLinks.older(call.request(), next(found)))));
    }

    private PortalResponse show(OperatorCall call) {
        return page(call, 200, "", FieldErrors.NONE);
    }

    private PortalResponse page(OperatorCall call, int status, String comment, FieldErrors errors) {
        Submission submission = named(call.request());
        boolean open = submission.review().waiting() && call.mayChange();
        Model model = new Model(
                submission,
                submission.differences(),
                OperatorPaths.PAGES + AppsPanel.path(submission.app()),
                open ? call.request().path() : "",
                OperatorPaths.PAGES + PATH,
                comment,
                errors,
                call.formToken());
        String title = templates
                .text()
                .of("reviews.one-title", submission.app().profile().name());
        return new PortalResponse.Page(status, title, templates.render("review", model));
    }

    private PortalResponse decide(OperatorCall call) {
        Parameters form = call.request().form();
        AppId app = named(call.request()).app().id();
        Long seen = form.first(VERSION)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(null);
        try {
            if (form.text(DECISION).equals("approve")) {
                reviews.approve(app, form.text(COMMENT), seen, call.actor());
            } else {
                reviews.reject(app, form.text(COMMENT), seen, call.actor());
            }
        } catch (AppRefusedException e) {
            if (e.refusal() != AppRefusal.INVALID_FIELDS) {
                throw e;
            }
            return page(call, 422, form.text(COMMENT), AppForm.joined(e.errors()));
        }
        return PortalResponse.seeOther(OperatorPaths.PAGES + PATH);
    }

    private PortalResponse json(OperatorCall call) {
        List<Submission> found = read(call.request());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", shown(found).stream().map(this::of).toList());
        body.put("next", next(found));
        return PortalResponse.json(200, body);
    }

    private PortalResponse approveByJson(OperatorCall call) {
        return decided(reviews.approve(named(call.request()).app().id(), comment(call), null, call.actor()));
    }

    private PortalResponse rejectByJson(OperatorCall call) {
        return decided(reviews.reject(named(call.request()).app().id(), comment(call), null, call.actor()));
    }

    private static String comment(OperatorCall call) {
        Request request = call.request();
        return request.body().length == 0
                ? ""
                : request.json().only(Set.of(COMMENT)).text(COMMENT).orElse("");
    }

    private PortalResponse decided(App app) {
        return new PortalResponse.Raw(Response.json(200, AppJson.of(app, reviews.pending(app), clock.instant()))
                .with("ETag", AppJson.etag(app)));
    }

    private Map<String, @Nullable Object> of(Submission submission) {
        App app = submission.app();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", app.id().value());
        json.put("app", AppJson.of(app, submission.review().pending(), clock.instant()));
        json.put("comment", submission.review().note());
        json.put("submittedAt", Objects.toString(submission.review().submittedAt(), null));
        json.put("pending", ReviewJson.pending(submission.review().pending()));
        return json;
    }

    private Submission named(Request request) {
        String id = request.pathParameter(OperatedApps.ID);
        if (!OperatorIds.canBe(id, AppId.MAX_LENGTH)) {
            throw Router.nothingHere();
        }
        return reviews.find(new AppId(id)).orElseThrow(Router::nothingHere);
    }

    private List<Submission> read(Request request) {
        AppId after = request.query()
                .first("cursor")
                .filter(id -> OperatorIds.canBe(id, AppId.MAX_LENGTH))
                .map(AppId::new)
                .orElse(null);
        return reviews.waiting(after, PAGE_SIZE + 1);
    }

    private static List<Submission> shown(List<Submission> found) {
        return found.subList(0, Math.min(PAGE_SIZE, found.size()));
    }

    private static @Nullable String next(List<Submission> found) {
        return found.size() > PAGE_SIZE ? found.get(PAGE_SIZE - 1).app().id().value() : null;
    }
}
