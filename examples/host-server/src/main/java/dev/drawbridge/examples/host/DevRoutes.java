package dev.drawbridge.examples.host;

import dev.drawbridge.core.Platform;
import dev.drawbridge.core.ShiftableClock;
import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PortalPaths;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a developer or a test turns by hand: the mailbox, plans, the clock, users. Mounted in development mode only. */
final class DevRoutes {

    private static final Duration MOST_AT_ONCE = Duration.ofDays(3_660);

    private static final Html NO_MAIL = Markup.of("""
            <div class="empty">
            <p class="empty-title">No mail yet</p>
            <p>Sign up as a developer to get one.</p>
            <a class="button" href="%s">Create a developer account</a>
            </div>
            """, PortalPaths.SIGN_UP);

    private static final String CARD = """
            <section class="card">
            <div class="card-head"><h2>%s</h2></div>
            To %s, <time>%s</time>
            <figure class="code">
            <figcaption><span>Text</span></figcaption>
            <pre tabindex="0"><code id="%s">%s</code></pre>
            </figure>
            %s
            </section>
            """;

    private final Platform platform;
    private final PageFrame frame;
    private final ShiftableClock clock;
    private final Mailbox mailbox;
    private final Billing billing;
    private final People people;

    DevRoutes(Platform platform, PageFrame frame, ShiftableClock clock, Mailbox mailbox, DemoHost host) {
        this.platform = platform;
        this.frame = frame;
        this.clock = clock;
        this.mailbox = mailbox;
        this.billing = host.billing();
        this.people = host.people();
    }

    List<Route> routes() {
        Filter sameSite = DevRoutes::refuseCrossSite;
        return List.of(
                Route.page("GET", "/dev/mailbox", this::mailbox),
                Route.hostApi("POST", "/dev/plan", this::plan).behind(sameSite),
                Route.hostApi("POST", "/dev/clock", this::clock).behind(sameSite),
                Route.hostApi("POST", "/dev/users", this::user).behind(sameSite));
    }

    private Response mailbox(Request request) {
        List<Mailbox.Item> items = mailbox.to(request.query().text("to"));
        boolean browser = request.header("Accept").orElse("").contains("text/html");
        return browser
                ? frame.page(new Page(200, "Mailbox of development mode", page(items), new Chrome.Visitor()))
                : Response.json(200, items);
    }

    private static Html page(List<Mailbox.Item> items) {
        if (items.isEmpty()) {
            return NO_MAIL;
        }
        Html cards = Html.EMPTY;
        for (int i = 0; i < items.size(); i++) {
            Mailbox.Item item = items.get(i);
            Html links = Html.EMPTY;
            for (String link : item.links()) {
                links = links.plus(Markup.of("<a class=\"button\" href=\"%s\">Open the link of this mail</a>", link));
            }
            cards = cards.plus(Markup.of(CARD, item.subject(), item.to(), item.at(), "mail-" + i, item.text(), links));
        }
        return cards;
    }

    private Response plan(Request request) {
        JsonObject body = request.json().only(Set.of("company", "tier"));
        String code = required(body, "tier");
        Tier tier = Billing.tier(code).orElseThrow(() -> wrong("tier", "The tiers are FREE, STARTER, PRO and HIGH."));
        CompanyId company = company(required(body, "company"));
        if (!billing.change(company, tier)) {
            throw wrong("company", "There is no such company.");
        }
        platform.planChanged(company);
        return Response.json(200, Map.of("company", company.value(), "tier", tier.code()));
    }

    private Response clock(Request request) {
        JsonObject body = request.json().only(Set.of("advance"));
        Duration advance;
        try {
            advance = Duration.parse(required(body, "advance"));
        } catch (DateTimeParseException e) {
            throw wrong("advance", "Write an ISO 8601 duration like PT24H.");
        }
        if (advance.isNegative() || advance.compareTo(MOST_AT_ONCE) > 0) {
            throw wrong("advance", "The clock moves forward only, at most ten years at a time.");
        }
        clock.advance(advance);
        return Response.json(200, Map.of("now", clock.instant()));
    }

    private Response user(Request request) {
        JsonObject body = request.json().only(Set.of("email", "disabled"));
        boolean disabled = body.bool("disabled").orElseThrow(() -> wrong("disabled", "Say true or false."));
        String email = required(body, "email");
        var user = people.setDisabled(email, disabled)
                .orElseThrow(() -> wrong("email", "There is no user with this address."));
        platform.userChanged(user.value());
        return Response.json(200, Map.of("email", email, "disabled", disabled));
    }

    private static CompanyId company(String text) {
        try {
            return new CompanyId(text);
        } catch (IllegalArgumentException e) {
            throw wrong("company", "There is no such company.");
        }
    }

    private static String required(JsonObject body, String name) {
        return body.text(name).orElseThrow(() -> wrong(name, "This field is required."));
    }

    private static ProblemException wrong(String field, String message) {
        return new ProblemException(Problem.invalidFields(List.of(new FieldError(field, "invalid", message))));
    }

    static Response refuseCrossSite(Request request, Handler next) {
        if (request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
            throw ProblemException.of(403, "cross_site_request", "Other sites may not use the development routes.");
        }
        return next.handle(request);
    }

    /** The parts of the demo host that these routes turn. */
    record DemoHost(Billing billing, People people) {}
}
