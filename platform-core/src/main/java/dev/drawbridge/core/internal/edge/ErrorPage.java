package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;

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
     */
    record Model(String detail, String requestId, boolean decision) {}

    Response page(Problem problem, String requestId, boolean decision) {
        Html content = templates.render("error", new Model(problem.detail(), requestId, decision));
        Chrome chrome = decision ? new Chrome.Decision() : new Chrome.Bare();
        return frame.page(new Page(problem.status(), title(problem.status()), content, chrome));
    }

    private String title(int status) {
        return switch (status) {
            case 401, 403, 404, 405, 410, 413, 429, 500, 503 -> templates.text().of("error.title-" + status);
            default -> templates.text().of("error.title-other");
        };
    }
}
