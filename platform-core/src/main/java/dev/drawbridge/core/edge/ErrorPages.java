package dev.drawbridge.core.edge;

import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.html.Templates;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows problems as pages to people; programs get them as they are. Thread-safe. */
final class ErrorPages {

    private static final Templates TEMPLATES =
            Templates.of(ErrorPages.class.getClassLoader(), ErrorPages.class.getPackageName());

    /** The pages among the paths of the authorization server; all its other paths are for programs. */
    private static final Set<String> OAUTH_PAGES = Set.of("authorize", "install", "connections");

    private final PageFrame frame;

    ErrorPages(PageFrame frame) {
        this.frame = frame;
    }

    Response forPeople(Request request, Response answer) {
        boolean problem =
                answer.header("Content-Type").filter(Problem.MEDIA_TYPE::equals).isPresent();
        if (!problem || !isRead(request)) {
            return answer;
        }
        boolean decision = request.path().startsWith("/oauth/");
        String detail = Json.readObject(answer.body()).text("detail").orElse("");
        Html content = TEMPLATES.render("error", new Model(detail, request.id(), decision));
        Page page = decision
                ? new Page(answer.status(), title(answer.status()), content, new Chrome.Decision())
                : new Page(answer.status(), title(answer.status()), Card.narrow(content), new Chrome.Bare());
        Response response = frame.page(page);
        for (Map.Entry<String, List<String>> field : answer.headers().asMap().entrySet()) {
            response = response.withDefault(field.getKey(), field.getValue().get(0));
        }
        return response;
    }

    private static boolean isRead(Request request) {
        return request.header("Accept")
                        .filter(accept -> accept.contains("text/html"))
                        .isPresent()
                && !isForPrograms(request.path());
    }

    private static boolean isForPrograms(String path) {
        String[] segments = path.split("/", -1);
        boolean oauth = segments.length > 2 && segments[1].equals("oauth");
        return path.contains("/api/")
                || path.startsWith("/.well-known/")
                || oauth && !OAUTH_PAGES.contains(segments[2]);
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Please log in";
            case 403 -> "This was refused";
            case 404 -> "Page not found";
            case 405 -> "This page does not work that way";
            case 410 -> "This is gone";
            case 413 -> "That is too much";
            case 429 -> "Too many requests";
            case 500 -> "Something went wrong";
            case 503 -> "Temporarily unavailable";
            default -> "This request is not valid";
        };
    }

    record Model(String detail, String requestId, boolean decision) {}
}
