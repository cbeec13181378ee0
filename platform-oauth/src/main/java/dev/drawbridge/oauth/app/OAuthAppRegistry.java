package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppSecurity;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.app.AppStore;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.app.DefinedBy;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.panel.Developer;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registers, edits and revokes apps (RFC 6749 §2). The portal's pages and JSON calls are a thin layer on it.
 *
 * <p>What is not allowed is refused with an {@link AppRefusedException}, whose code is stable. Every change is
 * one transaction with its journal entry and its row in the change feed, so it holds immediately on this node and within
 * seconds on the others. Thread-safe.
 */
public final class OAuthAppRegistry {

    /** The most live apps of one developer; revoked and expired ones do not count. */
    public static final int MAX_LIVE_APPS = Apps.MAX_LIVE_PER_DEVELOPER;

    /** The most apps that one developer creates in an hour, those that were revoked meanwhile included. */
    public static final int MAX_CREATED_PER_HOUR = 20;

    private final AppStore store;
    private final AppChanges changes;
    private final AppRules rules;
    private final SecretRotator secrets;
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
    public OAuthAppRegistry(
            AppStore store,
            AppChanges changes,
            AppRules rules,
            SecretRotator secrets,
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

    /**
     * Registers an app of a developer, with a client secret unless it is a public client.
     *
     * @param owner the developer
     * @param draft what the app should be; without contact address it gets the owner's
     * @param actor who does it
     * @return the app, and the secret for the only time
     * @throws AppRefusedException {@code email_not_verified}, {@code app_limit_reached}, {@code invalid_fields}, {@code
     *     too_many_apps} after {@value #MAX_CREATED_PER_HOUR} within an hour
     */
    public RegisteredApp create(Developer owner, AppDraft draft, Actor actor) {
        if (!owner.verified()) {
            throw new AppRefusedException(AppRefusal.EMAIL_NOT_VERIFIED);
        }
        AppDraft whole = draft.contactEmail().isBlank()
                ? draft.with().contactEmail(owner.email()).build()
                : draft;
        Instant now = clock.instant();
        refuse(check(whole, null));
        App app = new App(
                ids.next(),
                ids.nextClientId(),
                owner.id(),
                DefinedBy.USER,
                whole.type(),
                AppStatus.ACTIVE,
                whole.profile(),
                whole.access(),
                now,
                1);
        return transactions.inTransaction(() -> {
            changes.insert(app, actor, now);
            Optional<Secret> secret =
                    app.type() == AppType.PUBLIC ? Optional.empty() : Optional.of(secrets.first(app, now));
            String words = secret.map(it -> ", with a client secret that ends in " + it.last4() + ".")
                    .orElse(".");
            notices.mail(owner, app, AppAction.CREATED.wireName(), "was created" + words);
            return new RegisteredApp(app, secret);
        });
    }

    /**
     * Registers an app without an owner, with a client secret if it authenticates with one. Nobody is written to.
     *
     * @param draft what the app should be; the contact address may be empty, and there may be 10 redirect URIs
     * @param security how it proves who it is
     * @param definedBy who brings it into being, not {@link DefinedBy#USER}
     * @param clientId its public id, which nothing has had before
     * @param actor who does it
     * @return the app, and the secret for the only time
     * @throws AppRefusedException {@code client_id_taken}, {@code invalid_fields}
     */
    public RegisteredApp register(
            AppDraft draft, AppSecurity security, DefinedBy definedBy, ClientId clientId, Actor actor) {
        if (definedBy == DefinedBy.USER) {
            throw new IllegalArgumentException("An app that a developer defines has an owner; use create");
        }
        Instant now = clock.instant();
        refuse(rules.check(draft, security, definedBy, null, now));
        App app = new App(
                ids.next(),
                clientId,
                null,
                definedBy,
                draft.type(),
                AppStatus.ACTIVE,
                draft.profile(),
                draft.access(),
                security,
                now,
                1);
        return transactions.inTransaction(() -> {
            changes.insert(app, actor, now);
            return new RegisteredApp(
                    app, security.usesSecret() ? Optional.of(secrets.first(app, now)) : Optional.empty());
        });
    }

    /**
     * Finds an app, whatever its status.
     *
     * @param id the app
     * @return the app
     */
    public Optional<App> find(AppId id) {
        return store.find(id);
    }

    /**
     * Lists the apps of a developer, newest first, whatever their status.
     *
     * @param owner the developer
     * @return the apps
     */
    public List<App> list(DeveloperId owner) {
        return store.ownedBy(owner);
    }

    /**
     * Counts what counts towards {@link #MAX_LIVE_APPS}.
     *
     * @param owner the developer
     * @return how many apps are neither revoked nor expired
     */
    public int countLive(DeveloperId owner) {
        return store.countLive(owner, clock.instant());
    }

    /**
     * Judges a draft without keeping it.
     *
     * @param draft the draft
     * @param app the app it would change; null for a new one
     * @return everything that is wrong, except what only the store knows: the limit and the name
     */
    public List<FieldError> check(AppDraft draft, @Nullable App app) {
        Instant now = clock.instant();
        return app == null
                ? rules.check(draft, AppSecurity.of(draft.type()), DefinedBy.USER, null, now)
                : rules.check(draft, app.security(), app.definedBy(), app.access(), now);
    }

    /**
     * Changes what an app is. Client id and type stay.
     *
     * @param app the app as it was read; its version must still be the current one
     * @param draft what it should be
     * @param actor who does it
     * @return the changed app
     * @throws AppRefusedException {@code app_revoked}, {@code stale_version}, {@code invalid_fields}
     */
    public App edit(App app, AppDraft draft, Actor actor) {
        return edit(app, draft, app.security(), actor).app();
    }

    /**
     * Changes what an app is and how it proves who it is. Client id and type stay. An app that authenticates with a secret
     * from now on gets its first; of one that does so no longer, the secrets end.
     *
     * @param app the app as it was read; its version must still be the current one
     * @param draft what it should be
     * @param security how it proves who it is
     * @param actor who does it
     * @return the changed app, and the secret if it just got one
     * @throws AppRefusedException {@code app_revoked}, {@code stale_version}, {@code invalid_fields}
     */
    public RegisteredApp edit(App app, AppDraft draft, AppSecurity security, Actor actor) {
        if (draft.type() != app.type()) {
            throw AppRefusedException.invalidField(
                    AppField.TYPE.wireName(), AppFieldCode.TYPE_FIXED, "The type of an app cannot be changed.");
        }
        Instant now = clock.instant();
        refuse(rules.check(draft, security, app.definedBy(), app.access(), now));
        App changed = new App(
                app.id(),
                app.clientId(),
                app.owner(),
                app.definedBy(),
                app.type(),
                app.status(),
                draft.profile(),
                draft.access(),
                security,
                app.createdAt(),
                app.version() + 1);
        return transactions.inTransaction(() -> {
            changes.update(changed, actor);
            if (app.security().usesSecret() && !security.usesSecret()) {
                secrets.list(app).forEach(secret -> secrets.end(app, secret.id(), actor));
            }
            boolean first = security.usesSecret() && !app.security().usesSecret();
            return new RegisteredApp(changed, first ? Optional.of(secrets.first(changed, now)) : Optional.empty());
        });
    }

    /**
     * Ends an app for good: its secrets and tokens are refused, consent is not asked for any more, its place is free.
     *
     * @param app the app
     * @param actor who does it
     * @return the revoked app
     * @throws AppRefusedException {@code app_revoked} if it is revoked already
     */
    public App revoke(App app, Actor actor) {
        return transactions.inTransaction(() -> changes.revoke(app, actor));
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw AppRefusedException.invalidFields(errors);
        }
    }
}
