package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSearch;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.RegisteredApp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps apps in the store, checks drafts by the table of fields, and tells owners and the journal. Thread-safe. */
public final class StoredAppRegistry implements OAuthAppRegistry {

    private static final int MAX_INTERNAL = 200;

    private final AppStore store;
    private final AppChanges changes;
    private final AppRules rules;
    private final OverlappingSecretRotator secrets;
    private final AppNotices notices;
    private final AppIds ids;
    private final Transactions transactions;
    private final PlatformClock clock;

    /**
     * Makes a registry; hosts take that of the authorization server.
     *
     * @param store where the apps are kept
     * @param changes writes them
     * @param rules judges them
     * @param secrets what makes and ends the secrets of apps
     * @param notices writes to developers
     * @param ids names new apps
     * @param transactions hold together what belongs together
     * @param clock says when
     */
    public StoredAppRegistry(
            AppStore store,
            AppChanges changes,
            AppRules rules,
            OverlappingSecretRotator secrets,
            AppNotices notices,
            AppIds ids,
            Transactions transactions,
            PlatformClock clock) {
        this.store = store;
        this.changes = changes;
        this.rules = rules;
        this.secrets = secrets;
        this.notices = notices;
        this.ids = ids;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public RegisteredApp create(Developer owner, AppDraft draft, Actor actor) {
        return create(owner, draft, AppSecurity.of(draft.type()), actor);
    }

    @Override
    public RegisteredApp create(Developer owner, AppDraft draft, AppSecurity security, Actor actor) {
        if (!owner.verified()) {
            throw new AppRefusedException(AppRefusal.EMAIL_NOT_VERIFIED);
        }
        AppDraft whole = draft.contactEmail().isBlank()
                ? draft.with().contactEmail(owner.email()).build()
                : draft;
        Instant now = clock.instant();
        refuse(check(whole, security, null));
        App app = App.builder(ids.next(), ids.nextClientId(), whole.type(), DefinedBy.USER)
                .owner(owner.id())
                .profile(whole.profile())
                .access(whole.access())
                .security(security)
                .createdAt(now)
                .build();
        return transactions.inTransaction(() -> {
            changes.insert(app, actor, now);
            Optional<Secret> secret = security.usesSecret() ? Optional.of(secrets.first(app, now)) : Optional.empty();
            notices.created(owner, app, secret.map(Secret::last4), actor);
            return new RegisteredApp(app, secret);
        });
    }

    @Override
    public RegisteredApp register(
            AppDraft draft, AppSecurity security, DefinedBy definedBy, ClientId clientId, Actor actor) {
        if (definedBy == DefinedBy.USER) {
            throw new IllegalArgumentException("An app that a developer defines has an owner; use create");
        }
        Instant now = clock.instant();
        refuse(rules.check(draft, security, definedBy, null, now));
        App app = App.builder(ids.next(), clientId, draft.type(), definedBy)
                .profile(draft.profile())
                .access(draft.access())
                .security(security)
                .createdAt(now)
                .build();
        return transactions.inTransaction(() -> {
            changes.insert(app, actor, now);
            return new RegisteredApp(
                    app, security.usesSecret() ? Optional.of(secrets.first(app, now)) : Optional.empty());
        });
    }

    @Override
    public Optional<App> find(AppId id) {
        return store.find(id);
    }

    @Override
    public List<App> list(DeveloperId owner) {
        return store.ownedBy(owner);
    }

    @Override
    public List<App> internal() {
        return store.search(new AppSearch("", null, DefinedBy.INTERNAL, null, null, MAX_INTERNAL), clock.instant());
    }

    @Override
    public int countLive(DeveloperId owner) {
        return store.countLive(owner, clock.instant());
    }

    @Override
    public List<FieldError> check(AppDraft draft, @Nullable App app) {
        return check(draft, app == null ? AppSecurity.of(draft.type()) : app.security(), app);
    }

    @Override
    public List<FieldError> check(AppDraft draft, AppSecurity security, @Nullable App app) {
        Instant now = clock.instant();
        return app == null
                ? rules.check(draft, security, DefinedBy.USER, null, now)
                : rules.check(draft, security, app.definedBy(), app.access(), now);
    }

    @Override
    public App edit(App app, AppDraft draft, Actor actor) {
        return edit(app, draft, app.security(), actor).app();
    }

    @Override
    public RegisteredApp edit(App app, AppDraft draft, AppSecurity security, Actor actor) {
        if (draft.type() != app.type()) {
            throw AppRefusedException.invalidFields(List.of(FieldRefusal.of(AppField.TYPE, AppFieldCode.TYPE_FIXED)));
        }
        Instant now = clock.instant();
        refuse(rules.check(draft, security, app.definedBy(), app.access(), now));
        App wanted = app.with()
                .profile(draft.profile())
                .access(draft.access())
                .security(security)
                .nextVersion()
                .build();
        return transactions.inTransaction(() -> {
            App changed = changes.update(app, wanted, actor);
            if (app.security().usesSecret() && !security.usesSecret()) {
                secrets.list(app).forEach(secret -> secrets.end(app, secret.id(), actor));
            }
            boolean first = security.usesSecret() && !app.security().usesSecret();
            return new RegisteredApp(changed, first ? Optional.of(secrets.first(changed, now)) : Optional.empty());
        });
    }

    @Override
    public App revoke(App app, Actor actor) {
        return transactions.inTransaction(() -> changes.revoke(app, actor));
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw AppRefusedException.invalidFields(errors);
        }
    }
}
