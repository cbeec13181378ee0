package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Badge;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.oauth.internal.document.ClientDocuments;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the pages for users of the host have in common: one card, the app's head, and the words for plans. */
public final class DecisionFrame {

    private static final Templates TEMPLATES = Templates.of(DecisionFrame.class);

    private static final String UNKNOWN = "an unknown developer";
    private static final String NOT_VERIFIED = " (not verified)";

    private final PageFrame frame;
    private final String productName;
    private final Developers developers;

    /**
     * Makes the frame.
     *
     * @param frame the frame of all pages
     * @param productName what pages call the host's product
     * @param developers the accounts behind apps
     */
    public DecisionFrame(PageFrame frame, String productName, Developers developers) {
        this.frame = frame;
        this.productName = productName;
        this.developers = developers;
    }

    /** A link at the end of a notice. */
    record Action(String href, String label, boolean primary) {}

    /** The model of {@code notice.jte}. */
    record Notice(List<String> paragraphs, List<Action> actions) {}

    /** The model of {@code appHead.jte}. */
    record AppHead(String initial, String name, String developer, Html badge, String website) {}

    /** Renders a template of this package. */
    static Html render(String template, Object model) {
        return TEMPLATES.render(template, model);
    }

    Response page(int status, String title, Html content) {
        return frame.page(new Page(status, title, content, new Chrome.Decision()));
    }

    /** Renders a page that only says something. */
    Response notice(int status, String title, List<String> paragraphs, Action... actions) {
        return page(status, title, render("notice", new Notice(paragraphs, List.of(actions))));
    }

    /** Renders who the app is, as far as that was proved. */
    Html appHead(App app) {
        String name = name(app);
        // Anybody could name any site as their own, and nobody has proved theirs yet.
        String website = app.profile().websiteUrl() == null || !app.reviewed()
                ? ""
                : String.valueOf(app.profile().websiteUrl().getHost());
        return render("appHead", new AppHead(initial(name), name, developer(app), badge(app), website));
    }

    /** Renders whether the host vouches for the app. */
    Html badge(App app) {
        return app.reviewed()
                ? Badge.of("Approved by " + productName, Tone.GOOD)
                : Badge.of("Not reviewed by " + productName, Tone.WARN);
    }

    /** Returns the app's name without characters that change how the text around it reads. */
    static String name(App app) {
        return plain(app.profile().name());
    }

    /**
     * Returns who is responsible for the app. Of one that nobody reviewed it begins with what was proved: the address of its
     * developer's account, or the host of its document. What is only claimed is marked as such.
     */
    String developer(App app) {
        String contact = plain(app.profile().contactEmail());
        if (app.reviewed()) {
            return contact.isEmpty() || app.definedBy() == DefinedBy.INTERNAL ? productName : contact;
        }
        DeveloperId owner = app.owner();
        if (owner != null) {
            return developers
                    .find(owner)
                    .filter(developer -> !developer.email().isEmpty())
                    .map(DecisionFrame::named)
                    .orElse(UNKNOWN);
        }
        return ClientDocuments.host(app).orElse(contact.isEmpty() ? UNKNOWN : contact + NOT_VERIFIED);
    }

    private static String named(DeveloperContact developer) {
        String name = plain(developer.name());
        return developer.email() + (name.isEmpty() ? "" : ", who goes by \u201C" + name + "\u201D");
    }

    private static String initial(String name) {
        return name.isEmpty()
                ? "?"
                : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    // Control characters and bidirectional overrides: a name must not rearrange the sentence it is in.
    static String plain(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Describes a plan, for example {@code PRO (500 requests/hour)}. */
    static String plan(Tier tier) {
        return tier.apiAllowed()
                ? tier.code() + " (" + String.format(Locale.ROOT, "%,d", tier.requestsPerHour()) + " requests/hour)"
                : tier.code();
    }

    /** Returns a paragraph about where to ask for help, if the app is known. */
    static String contact(@Nullable App app) {
        return app == null || app.profile().contactEmail().isEmpty()
                ? "Go back to the app and try again. If this happens again, ask the developer of the app for help."
                : "Go back to the app and try again. If this happens again, contact "
                        + plain(app.profile().contactEmail()) + (app.reviewed() ? "." : NOT_VERIFIED + ".");
    }
}
