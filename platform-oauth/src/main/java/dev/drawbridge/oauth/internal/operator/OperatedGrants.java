package dev.drawbridge.oauth.internal.operator;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.operator.OperatorIds;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantFilter;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.oauth.internal.token.GrantEnder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators do with grants: the actions behind page and JSON. Thread-safe. */
final class OperatedGrants {

    static final String APP = "app";
    static final String COMPANY = "company";
    static final String USER = "user";

    private static final int PAGE_SIZE = 50;
    private static final String REASON = "ended by an operator";

    private final GrantStore store;
    private final Apps apps;
    private final GrantEnder ender;

    OperatedGrants(GrantStore store, Apps apps, GrantEnder ender) {
        this.store = store;
        this.apps = apps;
        this.ender = ender;
    }

    /** A grant, and what its app is called. */
    record Found(Grant grant, String clientId, String appName) {}

    /**
     * A page of grants.
     *
     * @param grants newest first
     * @param next the cursor of the next page, or null on the last one
     */
    record Page(List<Found> grants, @Nullable String next) {}

    /** Lists the live grants that the query of a request asks for; a filter that can match nothing finds none. */
    Page page(Request request) {
        Parameters query = request.query();
        String app = query.text(APP).strip();
        String company = query.text(COMPANY).strip();
        String user = query.text(USER).strip();
        Optional<App> named = app.isEmpty() ? Optional.empty() : app(app);
        boolean impossible = (!app.isEmpty() && named.isEmpty())
                || (!company.isEmpty() && !OperatorIds.canBe(company, CompanyId.MAX_LENGTH))
                || (!user.isEmpty() && !OperatorIds.canBe(user, UserId.MAX_LENGTH));
        if (impossible) {
            return new Page(List.of(), null);
        }
        List<Grant> found = store.live(new GrantFilter(
                named.map(App::id).orElse(null),
                company.isEmpty() ? null : new CompanyId(company),
                user.isEmpty() ? null : new UserId(user),
                query.first("cursor").orElse(null),
                PAGE_SIZE + 1));
        List<Grant> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        Map<AppId, Optional<App>> known = new HashMap<>();
        return new Page(
                shown.stream().map(grant -> found(grant, known)).toList(),
                found.size() > PAGE_SIZE ? shown.get(PAGE_SIZE - 1).id().value() : null);
    }

    /** Finds a live grant. */
    Optional<Found> find(GrantId id) {
        return store.find(id).filter(Grant::live).map(grant -> found(grant, new HashMap<>()));
    }

    /** Ends a grant with its tokens. */
    void end(Grant grant, Actor actor) {
        if (!ender.end(grant, actor, REASON)) {
            throw Router.nothingHere();
        }
    }

    /** By its id, or by its client id. */
    private Optional<App> app(String id) {
        if (!OperatorIds.canBe(id, ClientId.MAX_LENGTH)) {
            return Optional.empty();
        }
        Optional<App> byId = id.length() <= AppId.MAX_LENGTH ? apps.find(new AppId(id)) : Optional.empty();
        return byId.or(() -> apps.findByClientId(new ClientId(id)));
    }

    private Found found(Grant grant, Map<AppId, Optional<App>> known) {
        Optional<App> app = known.computeIfAbsent(grant.app(), apps::find);
        return new Found(
                grant,
                app.map(it -> it.clientId().value()).orElse(""),
                app.map(it -> it.profile().name()).orElse(grant.app().value()));
    }
}
