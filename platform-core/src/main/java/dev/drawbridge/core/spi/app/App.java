package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered app, without its secrets.
 *
 * @param id internal id
 * @param clientId public id, never reused
 * @param owner the developer who owns it; null for apps without one
 * @param definedBy who brought it into being
 * @param type what kind of client it is
 * @param status stored state; see {@link #usable(Instant)}
 * @param profile what it tells about itself
 * @param access what it may ask for
 * @param security how it proves who it is
 * @param createdAt when it was registered
 * @param version counts edits from 1, for lost-update checks
 */
public record App(
        AppId id,
        ClientId clientId,
        @Nullable DeveloperId owner,
        DefinedBy definedBy,
        AppType type,
        AppStatus status,
        AppProfile profile,
        AppAccess access,
        AppSecurity security,
        Instant createdAt,
        long version) {

    /**
     * Makes an app with the security of its type.
     *
     * @param id internal id
     * @param clientId public id, never reused
     * @param owner the developer who owns it; null for apps without one
     * @param definedBy who brought it into being
     * @param type what kind of client it is
     * @param status stored state
     * @param profile what it tells about itself
     * @param access what it may ask for
     * @param createdAt when it was registered
     * @param version counts edits from 1
     */
    public App(
            AppId id,
            ClientId clientId,
            @Nullable DeveloperId owner,
            DefinedBy definedBy,
            AppType type,
            AppStatus status,
            AppProfile profile,
            AppAccess access,
            Instant createdAt,
            long version) {
        this(id, clientId, owner, definedBy, type, status, profile, access, AppSecurity.of(type), createdAt, version);
    }

    /**
     * Tells whether the app has passed its expiry.
     *
     * @param now the time
     * @return true from the instant of expiry on
     */
    public boolean expired(Instant now) {
        Instant end = access.expiresAt();
        return end != null && !now.isBefore(end);
    }

    /**
     * Tells whether the app may authenticate, ask for consent and call the API.
     *
     * @param now the time
     * @return true if it is active and not expired
     */
    public boolean usable(Instant now) {
        return status == AppStatus.ACTIVE && !expired(now);
    }

    /**
     * Tells whether the host vouches for the app: the one place where that is decided. Of an app that nobody reviewed every
     * text and address is a stranger's word, so it is neither shown as a fact nor a place to send a browser to before its
     * user is known (RFC 9700 §4.11.2).
     *
     * @return true for apps that the host itself defined; false for those of developers and clients that came by themselves
     */
    public boolean reviewed() {
        return definedBy == DefinedBy.INTERNAL || definedBy == DefinedBy.ADMIN;
    }

    /**
     * Returns when the app expires.
     *
     * @return the instant, or null for never
     */
    public @Nullable Instant expiresAt() {
        return access.expiresAt();
    }

    /**
     * Returns what pages and JSON show as the status.
     *
     * @param now the time
     * @return {@code ACTIVE}, {@code SUSPENDED}, {@code REVOKED} or {@code EXPIRED}
     */
    public String statusAt(Instant now) {
        return status == AppStatus.ACTIVE && expired(now) ? "EXPIRED" : status.name();
    }
}
