package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.http.Cookie;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.html.Field;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Option;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A feature with a handful of routes, to look at what comes before and after them. */
final class Sample implements Feature {

    static final String SESSION = "session-of-the-sample";

    private final Environment env;

    Sample(Environment env) {
        this.env = env;
    }

    static TestPlatform platform() {
        return TestPlatform.builder().add(Sample::new).build();
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public Contribution contribution() {
        return Contribution.builder()
                .addRoutes(List.of(
                        Route.page("GET", "/developers/sample", request -> form(200, FieldErrors.NONE, "", "")),
                        Route.page("POST", "/developers/sample", this::submit),
                        Route.page("GET", "/developers/sample/done", request -> done()),
                        Route.page("GET", "/developers/sample/{id}", request -> text(request.pathParameter("id"))),
                        Route.decisionPage("GET", "/oauth/authorize", request -> decision()),
                        Route.portalJson(
                                "GET",
                                "/developers/api/v1/query",
                                request -> text(request.query().text("q"))),
                        Route.portalJson(
                                "POST",
                                "/developers/api/v1/echo",
                                request -> text(request.json().text("say").orElse("nothing"))),
                        Route.page("GET", "/developers/broken", request -> {
                            throw new IllegalStateException("internals of dev.drawbridge");
                        })))
                .build();
    }

    private Response submit(Request request) {
        CoreServices.of(env).crossSite().check(request, Optional.of(SESSION)).ifPresent(refusal -> {
            throw ProblemException.of(403, refusal.wireName(), refusal.detail());
        });
        String name = request.form().text("name");
        FieldErrors errors =
                name.isEmpty() ? FieldErrors.NONE.plus("name", "required", "Enter a name.") : FieldErrors.NONE;
        if (!errors.isEmpty()) {
            return form(422, errors, name, request.form().text("kind"));
        }
        String said = name + "/" + request.form().text("kind") + "/"
                + String.join("+", request.form().all("scope")) + "/"
                + request.form().text("decision");
        return Response.seeOther("/developers/sample/done")
                .with(new Cookie("said", said.replaceAll("[^\\w+/]", "_"), Duration.ofHours(1), true));
    }

    private Response form(int status, FieldErrors errors, String name, String kind) {
        Form form = Form.post(
                        "/developers/sample", CoreServices.of(env).formTokens().issue(SESSION))
                .errors(errors)
                .hidden("formId", CoreServices.of(env).oneTimeForms().issue())
                .add(Field.text("name", "Name").value(name).required().error(errors))
                .add(Field.radios("kind", "Kind", List.of(Option.of("a", "A"), Option.of("b", "B")))
                        .value(kind.isEmpty() ? "a" : kind))
                .add(Field.checkboxes(
                                "scope", "Scopes", List.of(Option.of("read", "Read"), Option.of("write", "Write")))
                        .selected(List.of("read")))
                .secondary("Cancel", "decision", "deny")
                .submit("Allow", "decision", "allow");
        return env.frame().page(new Page(status, "Sample", form.render(), new Chrome.Visitor()));
    }

    private Response done() {
        return env.frame().page(new Page(200, "Done", Field.text("x", "X").render(), new Chrome.Visitor()));
    }

    private Response decision() {
        return env.frame().page(new Page(200, "Decide", Field.text("x", "X").render(), new Chrome.Decision()));
    }

    private static Response text(String text) {
        return Response.of(200, "text/plain", text);
    }
}
