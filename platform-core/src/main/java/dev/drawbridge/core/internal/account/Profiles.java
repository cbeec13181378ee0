package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import java.util.Optional;

/** What developers say about themselves. Thread-safe. */
public final class Profiles {

    private final AccountStore accounts;
    private final DeveloperNames names;

    /**
     * Makes the profiles.
     *
     * @param accounts keeps them
     * @param names the names that are allowed
     */
    public Profiles(AccountStore accounts, DeveloperNames names) {
        this.accounts = accounts;
        this.names = names;
    }

    static Developer of(Account account) {
        return new Developer(account.id(), account.email(), account.name(), account.verified());
    }

    Optional<Developer> find(DeveloperId id) {
        return accounts.find(id).map(Profiles::of);
    }

    Developer rename(DeveloperId id, String typed) {
        names.check(typed).ifPresent(error -> {
            throw AccountRefusals.invalid(error);
        });
        accounts.rename(id, DeveloperNames.clean(typed));
        return find(id).orElseThrow(AccountRefusals::notAuthenticated);
    }
}
