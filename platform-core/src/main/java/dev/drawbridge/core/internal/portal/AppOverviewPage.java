package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Chips;
import dev.drawbridge.core.internal.html.CopyField;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.internal.html.Text;
import dev.drawbridge.core.spi.Answer;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.Distribution;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first tab of an app: what it is, and a summary of each other tab. Thread-safe. */
public final class AppOverviewPage {

    private final PlatformClock clock;

    /**
     * Makes the page.
     *
     * @param clock the time
     */
    public AppOverviewPage(PlatformClock clock) {
        this.clock = clock;
    }

    /** Returns the page, with the summaries of these panels. */
    PanelRoute route(List<AppPanel> panels) {
        return PanelRoute.page("GET", "", call -> page(call, panels));
    }

    private Answer page(PanelCall call, List<AppPanel> panels) {
        App app = call.app();
        Html content = state(app).plus(Card.of("About this app", facts(app)));
        for (AppPanel panel : panels) {
            content = content.plus(panel.summary(app));
        }
        Html limits = Text.muted("Rate limits apply per customer company, by its plan.");
        return Answer.page(app.profile().name(), content.plus(limits));
    }

    private static Html state(App app) {
        if (app.status() == AppStatus.REVOKED) {
            return Alert.warning("Its tokens no longer work and nobody can connect it. This cannot be undone.")
                    .title("This app is revoked")
                    .render();
        }
        if (app.status() == AppStatus.SUSPENDED) {
            return Alert.warning("An operator suspended this app. Its tokens do not work until it is resumed.")
                    .title("This app is suspended")
                    .render();
        }
        if (app.definedBy() == DefinedBy.INTERNAL) {
            return Alert.info("This app is defined by the product itself and is read-only.")
                    .render();
        }
        return Html.EMPTY;
    }

    private Html facts(App app) {
        Instant now = clock.instant();
        Facts facts = Facts.begin()
                .add("Status", AppLabels.status(app, now))
                .add(
                        "Client ID",
                        CopyField.inline(
                                "client-id", "client ID", app.clientId().value()))
                .add("Type", AppLabels.type(app.type()));
        addText(facts, "Description", app.profile().description());
        facts.add("Scopes", Chips.of(app.access().scopes().names()));
        addList(facts, "Redirect URIs", app.access().redirectUris());
        addText(facts, "Contact", app.profile().contactEmail());
        addUri(facts, "Website", app.profile().websiteUrl());
        addUri(facts, "Logo", app.profile().logoUrl());
        addUri(facts, "Terms", app.profile().termsUrl());
        addUri(facts, "Privacy policy", app.profile().privacyUrl());
        addList(facts, "IP allow list", app.access().ipAllowList());
        facts.add("Distribution", app.access().distribution() == Distribution.PUBLIC ? "Public" : "Private");
        Instant expiresAt = app.expiresAt();
        facts.add("Expires", expiresAt == null ? Html.text("Never") : Moment.of(expiresAt));
        return facts.add("Created", Moment.of(app.createdAt())).render();
    }

    private static void addText(Facts facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(name, value);
        }
    }

    private static void addList(Facts facts, String name, List<String> values) {
        if (!values.isEmpty()) {
            facts.add(name, Chips.of(values));
        }
    }

    private static void addUri(Facts facts, String name, @Nullable URI value) {
        if (value != null) {
            facts.add(name, value.toString());
        }
    }
}
