package dev.drawbridge.oauth;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.DefinedBy;
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
public interface OAuthAppRegistry {

    /** The most live apps of one developer; revoked and expired ones do not count. */
    int MAX_LIVE_APPS = Apps.MAX_LIVE_PER_DEVELOPER;

    /** The most apps that one developer creates in an hour, those that were revoked meanwhile included. */
    int MAX_CREATED_PER_HOUR = 20;

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
    RegisteredApp create(Developer owner, AppDraft draft, Actor actor);

    /**
     * Registers an app of a developer that proves in a way of its own who it is.
     *
     * @param owner the developer
     * @param draft what the app should be; without contact address it gets the owner's
     * @param security how it proves who it is
     * @param actor who does it
     * @return the app, and the secret for the only time if it authenticates with one
     * @throws AppRefusedException as {@link #create(Developer, AppDraft, Actor)} does
     */
    RegisteredApp create(Developer owner, AppDraft draft, AppSecurity security, Actor actor);

    /**
     * Finds an app, whatever its status.
     *
     * @param id the app
     * @return the app
     */
    Optional<App> find(AppId id);

    /**
     * Lists the apps of a developer, newest first, whatever their status.
     *
     * @param owner the developer
     * @return the apps
     */
    List<App> list(DeveloperId owner);

    /**
     * Lists the host's own apps, newest first, whatever their status: every developer sees what they are.
     *
     * @return at most 200 apps that are defined by {@link DefinedBy#INTERNAL}
     */
    List<App> internal();

    /**
     * Counts what counts towards {@link #MAX_LIVE_APPS}.
     *
     * @param owner the developer
     * @return how many apps are neither revoked nor expired
     */
    int countLive(DeveloperId owner);

    /**
     * Judges a draft without keeping it.
     *
     * @param draft the draft
     * @param app the app it would change; null for a new one
     * @return everything that is wrong, except what only the store knows: the limit and the name
     */
    List<FieldError> check(AppDraft draft, @Nullable App app);

    /**
     * Judges a draft and how the app proves who it is, without keeping either.
     *
     * @param draft the draft
     * @param security how it proves who it is
     * @param app the app it would change; null for a new one
     * @return everything that is wrong, except what only the store knows: the limit and the name
     */
    List<FieldError> check(AppDraft draft, AppSecurity security, @Nullable App app);

    /**
     * Changes what an app is. Client id and type stay. Of an app that operators approved, redirect URIs and scopes stay as
     * well until they approve the new ones; a draft that has the old ones takes such a change back.
     *
     * @param app the app as it was read; its version must still be the current one
     * @param draft what it should be
     * @param actor who does it
     * @return the app as it is live now
     * @throws AppRefusedException {@code app_revoked}, {@code stale_version}, {@code invalid_fields}
     */
    App edit(App app, AppDraft draft, Actor actor);

    /**
     * Changes what an app is, as above, and how it proves who it is. An app that authenticates with a secret
     * from now on gets its first; of one that does so no longer, the secrets end.
     *
     * @param app the app as it was read; its version must still be the current one
     * @param draft what it should be
     * @param security how it proves who it is
     * @param actor who does it
     * @return the changed app, and the secret if it just got one
     * @throws AppRefusedException {@code app_revoked}, {@code stale_version}, {@code invalid_fields}
     */
    RegisteredApp edit(App app, AppDraft draft, AppSecurity security, Actor actor);

    /**
     * Ends an app for good: its secrets and tokens are refused, consent is not asked for any more, its place is free.
     *
     * @param app the app
     * @param actor who does it
     * @return the revoked app
     * @throws AppRefusedException {@code app_revoked} if it is revoked already
     */
    App revoke(App app, Actor actor);

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
    RegisteredApp register(AppDraft draft, AppSecurity security, DefinedBy definedBy, ClientId clientId, Actor actor);
}
