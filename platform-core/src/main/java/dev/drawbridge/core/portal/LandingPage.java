package dev.drawbridge.core.portal;

import dev.drawbridge.core.html.Card;
import dev.drawbridge.core.html.DataTable;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Layout;
import dev.drawbridge.core.html.Link;
import dev.drawbridge.core.html.Text;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Tier;
import java.util.List;
import java.util.Locale;

/** What a developer sees first: what there is to build with. Thread-safe. */
final class LandingPage {

    private static final List<Tier> TIERS = List.of(Tier.FREE, Tier.STARTER, Tier.PRO, Tier.HIGH);

    private final CoreServices env;

    LandingPage(CoreServices env) {
        this.env = env;
    }

    Html content() {
        Html intro = Text.lead("Connect your software to " + env.productName()
                        + ": register an app, let customers connect it, call the API and receive webhooks.")
                .plus(Layout.row(Link.primary(PortalPaths.PAGES + "/signup", "Create account")
                        .plus(Link.secondary(PortalPaths.LOGIN, "Log in"))));
        return Layout.hero(intro)
                .plus(Card.of("Rate limits by plan", limits()))
                .plus(Card.of("Scopes", scopes()))
                .plus(env.events().all().isEmpty() ? Html.EMPTY : Card.of("Webhook events", events()));
    }

    private static Html limits() {
        DataTable table = DataTable.of("Rate limits by plan", "Plan of the customer", "Requests per hour");
        for (Tier tier : TIERS) {
            String limit =
                    tier.apiAllowed() ? String.format(Locale.ROOT, "%,d", tier.requestsPerHour()) : "API not available";
            table.row(Html.text(tier.code()), Html.text(limit));
        }
        return table.render().plus(Text.muted("Limits count per customer company, whatever the number of apps."));
    }

    private Html scopes() {
        DataTable table = DataTable.of("Scopes", "Scope", "What it allows", "From plan");
        for (Scope scope : env.scopes().all()) {
            table.row(
                    Text.mono(scope.name()),
                    Html.text(scope.title()),
                    Html.text(scope.minPlan().code()));
        }
        return table.render();
    }

    private Html events() {
        DataTable table = DataTable.of("Webhook events", "Event", "When", "Needs the scope");
        for (EventType event : env.events().all()) {
            table.row(Text.mono(event.name()), Html.text(event.title()), Text.mono(event.requiredScope()));
        }
        return table.render();
    }
}
