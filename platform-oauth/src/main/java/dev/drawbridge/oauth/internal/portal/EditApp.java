package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppField;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.SecurityInput;
import dev.drawbridge.oauth.internal.app.WantedApp;
import dev.drawbridge.oauth.internal.review.AppReviews;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A developer edits an app. Thread-safe. */
final class EditApp {

    /** The names that JSON bodies may have, in alphabetical order. */
    static final Set<String> NAMES = names();

    private static final Set<AppField> CRITICAL = Set.of(AppField.REDIRECT_URIS, AppField.SCOPES);

    private final OAuthAppRegistry registry;
    private final AppNotices notices;
    private final AppReviews reviews;
    private final Transactions transactions;

    EditApp(OAuthAppRegistry registry, AppNotices notices, AppReviews reviews, Transactions transactions) {
        this.registry = registry;
        this.notices = notices;
        this.reviews = reviews;
        this.transactions = transactions;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(AppInput.names());
        names.addAll(SecurityInput.NAMES);
        return Collections.unmodifiableSet(names);
    }

    /** Reads a posted form. */
    static AppInput ofForm(PanelCall call) {
        return ofForm(call, AppInput.of(call.app()));
    }

    /** A form of one part of the settings leaves out the others; one that names no part has everything. */
    private static AppInput ofForm(PanelCall call, AppInput present) {
        Parameters form = call.request().form();
        return SettingsSection.named(form.text(SettingsSection.FIELD))
                .map(section -> present.with(field -> section.has(field) || form.has(field.wireName()), form))
                .orElseGet(() -> AppInput.ofForm(form));
    }

    /** Reads a posted form, which leaves out what stays as it is or waits for approval. */
    AppInput wantedByForm(PanelCall call) {
        return ofForm(call, present(call.app()));
    }

    /** Reads a JSON body, which leaves out what stays as it is live. */
    static AppInput ofJson(PanelCall call) {
        return ofJson(call, AppInput.of(call.app()));
    }

    private static AppInput ofJson(PanelCall call, AppInput present) {
        return present.with(call.request().json().only(NAMES));
    }

    /** Returns what edits begin with: the app with what is pending. */
    AppInput present(App app) {
        return AppInput.of(reviews.wanted(app));
    }

    /** Reads a JSON body, which leaves out what stays as it is or waits for approval. */
    AppInput wantedByJson(PanelCall call) {
        return ofJson(call, present(call.app()));
    }

    /** Reads and judges what the developer wants. */
    WantedApp read(App app, AppInput input) {
        return read(app, input, SecurityInput.of(app.security()));
    }

    /** Reads and judges what the developer wants. */
    WantedApp read(App app, AppInput input, SecurityInput security) {
        WantedApp wanted = input.read(app).with(security.read(app.type(), app.security()));
        return wanted.with(registry.check(wanted.draft(), wanted.security(), app));
    }

    /**
     * Edits the app, and sends a notice if that changes who gets its users' data.
     *
     * @throws AppRefusedException as {@link OAuthAppRegistry#edit} does
     */
    RegisteredApp run(PanelCall call, WantedApp wanted) {
        wanted.requireValid();
        return transactions.inTransaction(() -> {
            App before = reviews.wanted(call.app());
            RegisteredApp edited = registry.edit(call.app(), wanted.draft(), wanted.security(), call.actor());
            tell(call, edited.app(), AccessChange.between(before, wanted.draft()));
            if (!wanted.security().equals(call.app().security())) {
                notices.keysChanged(call.portal().developer(), edited.app());
            }
            return edited;
        });
    }

    private void tell(PanelCall call, App edited, List<AppField> changed) {
        boolean approved = edited.review() == ReviewState.APPROVED;
        Map<Boolean, List<AppField>> byPending =
                changed.stream().collect(Collectors.partitioningBy(field -> approved && CRITICAL.contains(field)));
        List<AppField> live = byPending.getOrDefault(false, List.of());
        List<AppField> proposed = byPending.getOrDefault(true, List.of());
        if (!live.isEmpty()) {
            notices.accessChanged(call.portal().developer(), edited, live);
        }
        if (!proposed.isEmpty() && reviews.pending(edited) != null) {
            notices.accessProposed(call.portal().developer(), edited, proposed);
        }
    }
}
