package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.http.Router;

/** A problem as a page for people. Thread-safe. */
final class ErrorPage {

    private final PageFrame frame;
    private final Templates templates = Templates.of(ErrorPage.class);

    ErrorPage(PageFrame frame) {
        this.frame = frame;
    }

    /**
     * The model of {@code error.jte}.
     *
     * @param detail what went wrong
     * @param requestId names the request in the logs
     * @param decision whether it is shown in place of a page on which users decide
     * @param loggedIn whether it is for a developer who is logged in
     */
    record Model(String detail, String requestId, boolean decision, boolean loggedIn) {}

    Response page(Problem problem, String requestId, Chrome chrome) {
        Model model = new Model(
                detail(problem), requestId, chrome instanceof Chrome.Decision, chrome instanceof Chrome.Portal);
        Html content = templates.render("error", model);
        return frame.page(new Page(problem.status(), title(problem.status()), content, chrome));
    }

    /** What the HTTP layer says of methods and paths is for programs. */
    private String detail(Problem problem) {
        if (problem.status() == 405) {
            return templates.text().of("error.detail-405");
        }
        boolean nowhere = problem.status() == 404 && problem.detail().equals(Router.NOTHING_HERE);
        return nowhere ? templates.text().of("error.detail-404") : problem.detail();
    }

    private String title(int status) {
        return switch (status) {
            case 401, 403, 404, 405, 410, 413, 429, 500, 503 -> templates.text().of("error.title-" + status);
            default -> templates.text().of("error.title-other");
        };
    }
}
