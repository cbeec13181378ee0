package dev.drawbridge.core.internal.operator;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds developers for operators. Thread-safe. */
final class FoundDevelopers {

    static final int PAGE_SIZE = 50;

    private final AccountStore accounts;
    private final Apps apps;

    FoundDevelopers(AccountStore accounts, Apps apps) {
        this.accounts = accounts;
        this.apps = apps;
    }

    /**
     * A page of developers.
     *
     * @param accounts newest first
     * @param next the cursor of the next page, or null on the last one
     */
    record Page(List<Account> accounts, @Nullable String next) {}

    /** Finds those that the query of a request asks for. */
    Page page(Request request) {
        DeveloperId after = request.query()
                .first("cursor")
                .filter(FoundDevelopers::isId)
                .map(DeveloperId::new)
                .orElse(null);
        List<Account> found = accounts.search(request.query().text("q"), after, PAGE_SIZE + 1);
        List<Account> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        return new Page(
                shown, found.size() > PAGE_SIZE ? shown.get(PAGE_SIZE - 1).id().value() : null);
    }

    /** Finds the developer that the path of a request names. */
    Account named(Request request) {
        return Optional.of(request.pathParameter(DevelopersPanel.ID))
                .filter(FoundDevelopers::isId)
                .flatMap(id -> accounts.find(new DeveloperId(id)))
                .orElseThrow(Router::nothingHere);
    }

    Optional<Suspension> suspension(Account account) {
        return accounts.suspension(account.id());
    }

    List<App> apps(Account account) {
        return apps.ownedBy(account.id());
    }

    /** {@code SUSPENDED}, {@code UNVERIFIED} or {@code ACTIVE}. */
    static String status(Account account) {
        if (account.suspendedAt() != null) {
            return "SUSPENDED";
        }
        return account.verified() ? "ACTIVE" : "UNVERIFIED";
    }

    private static boolean isId(String text) {
        return OperatorIds.canBe(text, DeveloperId.MAX_LENGTH);
    }
}
