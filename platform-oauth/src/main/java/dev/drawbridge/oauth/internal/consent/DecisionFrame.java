package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import java.util.List;

/** What the pages for users of the host have in common: their frame, and the page that only says something. */
public final class DecisionFrame {

    private final PageFrame frame;
    private final Templates templates = Templates.of(DecisionFrame.class);

    /**
     * Makes the frame.
     *
     * @param frame the frame of all pages
     */
    public DecisionFrame(PageFrame frame) {
        this.frame = frame;
    }

    /** A link at the end of a notice. */
    record Action(String href, String label, boolean primary) {}

    /**
     * What people quote when they ask for help.
     *
     * @param requestId names the request in the log
     * @param code why the page is here, for programs, possibly empty
     * @param hint what the developer of the app can do about it, possibly empty
     */
    record Reference(String requestId, String code, String hint) {

        static Reference of(Request request) {
            return new Reference(request.id(), "", "");
        }
    }

    /** The model of {@code notice.jte}. */
    record Notice(List<String> paragraphs, List<Action> actions, Reference reference) {}

    Response page(int status, String title, Html content) {
        return frame.page(new Page(status, title, content, new Chrome.Decision()));
    }

    /** Renders a page that only says something. */
    Response notice(Reference reference, int status, String title, List<String> paragraphs, Action... actions) {
        return page(status, title, templates.render("notice", new Notice(paragraphs, List.of(actions), reference)));
    }
}
