package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.operator.OperatorIds;
import dev.drawbridge.core.internal.operator.OperatorRefusal;
import dev.drawbridge.core.internal.operator.Reason;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSearch;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.app.ReviewState;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import dev.drawbridge.oauth.internal.app.AppChanges;
import dev.drawbridge.oauth.internal.app.AppIds;
import dev.drawbridge.oauth.internal.app.AppInput;
import dev.drawbridge.oauth.internal.app.WantedApp;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What operators do with apps: the actions behind pages and JSON. Thread-safe. */
public final class OperatedApps {

    static final int PAGE_SIZE = 50;
    static final String ID = "app";
    static final String DEFINED_BY = "definedBy";
    static final String STATUS = "status";

    private static final String REVIEW = "review";

    private final AppStore store;
    private final OAuthAppRegistry registry;
    private final AppChanges changes;
    private final AppIds ids;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes the actions.
     *
     * @param store finds apps of everybody
     * @param registry registers and edits them
     * @param changes stops them
     * @param ids names new ones
     * @param transactions hold a change and its journal entry together
     * @param clock says when
     */
    public OperatedApps(
            AppStore store,
            OAuthAppRegistry registry,
            AppChanges changes,
            AppIds ids,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.registry = registry;
        this.changes = changes;
        this.ids = ids;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A page of apps.
     *
     * @param apps newest first
     * @param next the cursor of the next page, or null on the last one
     */
    record Page(List<App> apps, @Nullable String next) {}

    /** The words that filter by status, as JSON spells them. */
    static List<String> statuses() {
        return Stream.concat(Arrays.stream(AppStatus.values()).map(Enum::name), Stream.of(AppSearch.EXPIRED))
                .toList();
    }

    Page page(Request request) {
        Parameters query = request.query();
        String status = choice(query, STATUS, statuses());
        String definedBy = choice(
                query,
                DEFINED_BY,
                Arrays.stream(DefinedBy.values()).map(Enum::name).toList());
        String review = choice(
                query,
                REVIEW,
                Arrays.stream(ReviewState.values()).map(Enum::name).toList());
        String cursor = query.first("cursor").orElse(null);
        AppSearch search = new AppSearch(
                query.text("q"),
                status.isEmpty() ? null : status,
                definedBy.isEmpty() ? null : DefinedBy.valueOf(definedBy),
                review.isEmpty() ? null : ReviewState.valueOf(review),
                cursor,
                PAGE_SIZE + 1);
        List<App> found = store.search(search, clock.instant());
        List<App> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        String next = found.size() > PAGE_SIZE ? shown.get(PAGE_SIZE - 1).id().value() : null;
        return new Page(shown, next);
    }

    /** Finds the app that the path of a request names. */
    App named(Request request) {
        return Optional.of(request.pathParameter(ID))
                .filter(id -> OperatorIds.canBe(id, AppId.MAX_LENGTH))
                .flatMap(id -> store.find(new AppId(id)))
                .orElseThrow(Router::nothingHere);
    }

    /** Reads a JSON body that creates an app of the host's own. */
    WantedApp readNew(JsonObject body) {
        TreeSet<String> names = new TreeSet<>(AppInput.names());
        names.add(DEFINED_BY);
        JsonObject known = body.only(names);
        String definedBy =
                known.text(DEFINED_BY).orElse(DefinedBy.INTERNAL.name()).toUpperCase(Locale.ROOT);
        if (!definedBy.equals(DefinedBy.INTERNAL.name())) {
            throw AppRefusedException.invalidField(
                    DEFINED_BY, AppFieldCode.UNKNOWN_VALUE, "Operators create apps that are defined by INTERNAL.");
        }
        return readNew(AppInput.blank("").with(known));
    }

    WantedApp readNew(AppInput input) {
        return input.read(null);
    }

    /**
     * Registers an app of the host's own, without an owner.
     *
     * @throws AppRefusedException {@code invalid_fields}
     */
    RegisteredApp create(WantedApp wanted, Actor actor) {
        wanted.requireValid();
        return registry.register(
                wanted.draft(), AppSecurity.of(wanted.draft().type()), DefinedBy.INTERNAL, ids.nextClientId(), actor);
    }

    /**
     * Edits an app, whoever owns it.
     *
     * @throws AppRefusedException as {@link OAuthAppRegistry#edit} does
     */
    App edit(App app, AppInput input, Actor actor) {
        WantedApp wanted = input.read(app);
        wanted.requireValid();
        return registry.edit(app, wanted.draft(), actor);
    }

    App suspend(App app, Reason reason, Actor actor) {
        String why = reason.required();
        return transactions
                .inTransaction(() -> changes.move(app, AppStatus.ACTIVE, AppStatus.SUSPENDED, why, actor))
                .orElseThrow(OperatorRefusal.ALREADY_SUSPENDED::problem);
    }

    App resume(App app, Actor actor) {
        return transactions
                .inTransaction(() -> changes.move(app, AppStatus.SUSPENDED, AppStatus.ACTIVE, "", actor))
                .orElseThrow(OperatorRefusal.NOT_SUSPENDED::problem);
    }

    /** A parameter that is one of several words in any case, or empty. */
    private static String choice(Parameters query, String name, List<String> known) {
        String wanted = query.text(name).strip().toUpperCase(Locale.ROOT);
        if (!wanted.isEmpty() && !wanted.equals("ALL") && !known.contains(wanted)) {
            FieldError error =
                    new FieldError(name, AppFieldCode.UNKNOWN_VALUE, "Say one of " + String.join(", ", known) + ".");
            throw AppRefusedException.invalidFields(List.of(error));
        }
        return wanted.equals("ALL") ? "" : wanted;
    }
}
