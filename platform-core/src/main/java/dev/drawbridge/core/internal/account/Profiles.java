package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.AccountFieldCode;
import dev.drawbridge.core.AccountRefusedException;
import dev.drawbridge.core.DeveloperAccountService.Visitor;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.Preferences;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountAction;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What developers say about themselves, and how they want to read pages. Thread-safe. */
public final class Profiles {

    private static final int LONGEST_LOCALE = 35;

    private final AccountStore accounts;
    private final DeveloperNames names;
    private final Transactions transactions;
    private final Journal journal;

    /**
     * Makes the profiles.
     *
     * @param accounts keeps them
     * @param names the names that are allowed
     * @param transactions hold a profile and its journal entry together
     * @param journal records changes
     */
    public Profiles(AccountStore accounts, DeveloperNames names, Transactions transactions, Journal journal) {
        this.accounts = accounts;
        this.names = names;
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * What is to change; what is empty stays.
     *
     * @param name as typed
     * @param locale as typed, empty for the platform's default
     * @param theme as typed, in any case
     */
    public record Change(Optional<String> name, Optional<String> locale, Optional<String> theme) {}

    static Developer of(Account account) {
        return new Developer(account.id(), account.email(), account.name(), account.verified(), account.preferences());
    }

    Optional<Developer> find(DeveloperId id) {
        return accounts.find(id).map(Profiles::of);
    }

    /**
     * Changes the profile.
     *
     * @return the developer from now on
     * @throws AccountRefusedException {@code invalid_fields} with {@code name_too_long}, {@code name_reserved}, {@code
     *     locale_invalid} or {@code theme_invalid}
     */
    public Developer change(Developer developer, Change change, Visitor visitor) {
        List<FieldError> errors = new ArrayList<>();
        change.name().flatMap(names::check).ifPresent(errors::add);
        Optional<String> locale = change.locale()
                .flatMap(typed -> read(
                        locale(typed),
                        new FieldError(
                                "locale", AccountFieldCode.LOCALE_INVALID, "Enter a language tag such as en or de-AT."),
                        errors));
        Optional<Preferences.Theme> theme = change.theme()
                .flatMap(typed -> read(
                        theme(typed),
                        new FieldError("theme", AccountFieldCode.THEME_INVALID, "Choose SYSTEM, LIGHT or DARK."),
                        errors));
        if (!errors.isEmpty()) {
            throw AccountRefusedException.invalidFields(errors);
        }
        return transactions.inTransaction(() -> {
            Account before = accounts.find(developer.id()).orElseThrow(AccountRefusals::notAuthenticated);
            Account after = before.withProfile(
                    change.name().map(DeveloperNames::clean).orElse(before.name()),
                    new Preferences(
                            locale.orElse(before.preferences().locale()),
                            theme.orElse(before.preferences().theme())));
            accounts.changeProfile(after.id(), after.name(), after.preferences());
            String id = after.id().value();
            journal.record(
                    visitor.actor(after.id()), AccountAction.PROFILE_CHANGED, AccountAction.TARGET, id, Map.of());
            return of(after);
        });
    }

    private static <T> Optional<T> read(Optional<T> value, FieldError error, List<FieldError> errors) {
        if (value.isEmpty()) {
            errors.add(error);
        }
        return value;
    }

    private static Optional<String> locale(String typed) {
        try {
            String tag =
                    new Locale.Builder().setLanguageTag(typed.strip()).build().toLanguageTag();
            return typed.isBlank() ? Optional.of("") : Optional.of(tag).filter(it -> it.length() <= LONGEST_LOCALE);
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    private static Optional<Preferences.Theme> theme(String typed) {
        return Stream.of(Preferences.Theme.values())
                .filter(theme -> theme.name().equalsIgnoreCase(typed.strip()))
                .findFirst();
    }
}
