package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.document.ClientDocuments;
import dev.drawbridge.oauth.internal.logo.LogoPaths;
import java.util.Locale;
import java.util.Optional;

/** Tells who an app is, as far as that was proved, and what to warn of. Thread-safe. */
public final class AppIdentities {

    private final String productName;
    private final Developers developers;
    private final ClientDocuments documents;
    private final Messages text = Templates.of(AppIdentities.class).text();

    /**
     * Makes what tells.
     *
     * @param productName what pages call the host's product
     * @param developers the accounts behind apps
     * @param documents the documents of clients that describe themselves
     */
    public AppIdentities(String productName, Developers developers, ClientDocuments documents) {
        this.productName = productName;
        this.developers = developers;
        this.documents = documents;
    }

    /** Loads who an app is. */
    AppIdentity of(App app) {
        String name = name(app);
        // Anybody could name any site as their own, and nobody has proved theirs yet.
        String website = app.profile().websiteUrl() == null || !app.reviewed()
                ? ""
                : String.valueOf(app.profile().websiteUrl().getHost());
        return new AppIdentity(
                initial(name), LogoPaths.of(app), name, developer(app), website, app.reviewed(), productName);
    }

    /** Returns the app's name without characters that change how the text around it reads. */
    static String name(App app) {
        return plain(app.profile().name());
    }

    /** Returns where to ask for help with the app, empty if it does not say. What is only claimed is marked as such. */
    String contact(App app) {
        String contact = plain(app.profile().contactEmail());
        return contact.isEmpty() || app.reviewed() ? contact : text.of("app.not-verified", contact);
    }

    /** Returns the domain of an app with which the host's policy advises caution. */
    Optional<String> cautionHost(App app) {
        return documents.warns(app) ? ClientDocuments.host(app) : Optional.empty();
    }

    /** Tells whether any program on the user's computer could pass itself off as the app. */
    static boolean anyProgram(App app) {
        return !app.reviewed() && app.access().redirectUris().stream().noneMatch(RedirectUris::isClaimed);
    }

    /**
     * Returns who is responsible for the app. Of one that a developer or the app itself registered it begins with what was
     * proved: the address of the developer's account, or the host of its document. What is only claimed is marked as such.
     */
    private String developer(App app) {
        DeveloperId owner = app.owner();
        if (owner != null && app.definedBy() == DefinedBy.USER) {
            return developers
                    .find(owner)
                    .filter(developer -> !developer.email().isEmpty())
                    .map(this::withName)
                    .orElseGet(() -> text.of("app.unknown-developer"));
        }
        String contact = contact(app);
        if (app.reviewed()) {
            return contact.isEmpty() || app.definedBy() == DefinedBy.INTERNAL ? productName : contact;
        }
        return ClientDocuments.host(app)
                .orElseGet(() -> contact.isEmpty() ? text.of("app.unknown-developer") : contact);
    }

    private String withName(DeveloperContact developer) {
        String name = plain(developer.name());
        return name.isEmpty() ? developer.email() : text.of("app.developer-with-name", developer.email(), name);
    }

    private static String initial(String name) {
        return name.isEmpty()
                ? "?"
                : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    // Control characters and bidirectional overrides: a name must not rearrange the sentence it is in.
    private static String plain(String claimed) {
        StringBuilder kept = new StringBuilder(claimed.length());
        claimed.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }
}
