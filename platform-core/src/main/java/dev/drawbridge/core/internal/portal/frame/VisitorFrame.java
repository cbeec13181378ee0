package dev.drawbridge.core.internal.portal.frame;

import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.csrf.CrossSite;
import dev.drawbridge.core.internal.csrf.CrossSiteRefusal;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.edge.CrossSiteProblems;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Templates;
import java.util.Optional;
import java.util.function.BiFunction;

/** What pages for people without a session have in common: frame, form tokens, and how refusals are shown. Thread-safe. */
public final class VisitorFrame {

    private final PageFrame frame;
    private final CrossSite crossSite;
    private final FormTokens formTokens;
    private final SessionCookies sessions;
    private final Templates templates = Templates.of(VisitorFrame.class);

    /**
     * Makes the frame.
     *
     * @param frame what surrounds every page
     * @param crossSite asks forms for their token
     * @param formTokens issues the tokens of forms
     * @param sessions find what forms are bound to
     */
    public VisitorFrame(PageFrame frame, CrossSite crossSite, FormTokens formTokens, SessionCookies sessions) {
        this.frame = frame;
        this.crossSite = crossSite;
        this.formTokens = formTokens;
        this.sessions = sessions;
    }

    /** A route that receives a form, after the check of its token. */
    public Route post(String path, Handler handler) {
        Handler mapped = AccountProblems.mapping(handler);
        return Route.page("POST", path, request -> {
            crossSite.unproven(request, binding(request)).ifPresent(refusal -> {
                throw CrossSiteProblems.of(refusal);
            });
            return mapped.handle(request);
        });
    }

    /** A route that receives a form, and shows it again with what was typed when it is too old or refused. */
    public Route post(String path, Handler handler, BiFunction<Request, FormRefusal, Response> form) {
        return Route.page("POST", path, request -> {
            Optional<CrossSiteRefusal> refused = crossSite.unproven(request, binding(request));
            if (refused.isPresent()) {
                Alert expired = Alert.warning(templates.text().of("form.expired"));
                return form.apply(request, FormRefusal.of(CrossSiteProblems.status(refused.get()), expired));
            }
            try {
                return handler.handle(request);
            } catch (AccountRefusedException e) {
                return form.apply(request, FormRefusal.of(e));
            }
        });
    }

    /** Returns what was typed into the form that a page shows again; nothing if it shows it for the first time. */
    public static Parameters typed(Request request) {
        return request.method().equals("POST") ? request.form() : Parameters.parse("");
    }

    /** The token for a form on this page: bound to the session if there is one, otherwise to the address. */
    public String formToken(Request request) {
        return formTokens.issue(session(request).orElseGet(() -> visitor(request)));
    }

    public Response page(int status, String title, Html content) {
        return page(status, title, content, Page.Head.NONE);
    }

    /** A page with something else beside its heading, or another title of its document. */
    public Response page(int status, String title, Html content, Page.Head head) {
        return frame.page(new Page(status, title, content, new Chrome.Visitor(), head));
    }

    /** Without a session a token is asked for only where the browser hides where the form came from. */
    private Optional<String> binding(Request request) {
        boolean hidden = request.header("Origin").filter("null"::equals).isPresent();
        return session(request).or(() -> hidden ? Optional.of(visitor(request)) : Optional.empty());
    }

    private Optional<String> session(Request request) {
        return sessions.ofPage(request).flatMap(SessionCookies.Access::binding);
    }

    /** Keeps a token that one visitor was given from being planted on another one. */
    private static String visitor(Request request) {
        return "visitor|" + request.client().address();
    }
}
