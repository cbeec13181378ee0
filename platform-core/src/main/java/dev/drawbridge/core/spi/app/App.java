package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;
import java.util.Objects;
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
 * @param review what the host's operators found out about it
 * @param logo names the picture that the platform keeps of it: a hash of its content; null if there is none
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
        ReviewState review,
        @Nullable String logo,
        Instant createdAt,
        long version) {

    /**
     * Begins a new app: active, at version 1, without an owner, with the security of its type.
     *
     * @param id internal id
     * @param clientId public id, never reused
     * @param type what kind of client it is
     * @param definedBy who brought it into being
     * @return a builder
     */
    public static Builder builder(AppId id, ClientId clientId, AppType type, DefinedBy definedBy) {
        return new Builder(id, clientId, type, definedBy);
    }

    /**
     * Begins a copy of this app.
     *
     * @return a builder with everything that this app has
     */
    public Builder with() {
        return new Builder(this);
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
     * @return true for apps that the host itself defined or an operator approved; false for others of developers, and for
     *     clients that came by themselves
     */
    public boolean reviewed() {
        return definedBy == DefinedBy.INTERNAL || definedBy == DefinedBy.ADMIN || review == ReviewState.APPROVED;
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

    /** Makes an app. Not thread-safe. */
    public static final class Builder {

        private final AppId id;
        private final AppType type;
        private ClientId clientId;
        private @Nullable DeveloperId owner;
        private DefinedBy definedBy;
        private AppStatus status = AppStatus.ACTIVE;
        private @Nullable AppProfile profile;
        private @Nullable AppAccess access;
        private AppSecurity security;
        private ReviewState review = ReviewState.NONE;
        private @Nullable String logo;
        private @Nullable Instant createdAt;
        private long version = 1;

        private Builder(AppId id, ClientId clientId, AppType type, DefinedBy definedBy) {
            this.id = id;
            this.clientId = clientId;
            this.type = type;
            this.definedBy = definedBy;
            this.security = AppSecurity.of(type);
        }

        private Builder(App app) {
            this.id = app.id;
            this.clientId = app.clientId;
            this.type = app.type;
            this.definedBy = app.definedBy;
            this.owner = app.owner;
            this.status = app.status;
            this.profile = app.profile;
            this.access = app.access;
            this.security = app.security;
            this.review = app.review;
            this.logo = app.logo;
            this.createdAt = app.createdAt;
            this.version = app.version;
        }

        /** Sets the public id. */
        public Builder clientId(ClientId value) {
            this.clientId = value;
            return this;
        }

        /** Sets who brought the app into being. */
        public Builder definedBy(DefinedBy value) {
            this.definedBy = value;
            return this;
        }

        /** Sets the developer who owns the app, or null. */
        public Builder owner(@Nullable DeveloperId value) {
            this.owner = value;
            return this;
        }

        /** Sets the stored state. */
        public Builder status(AppStatus value) {
            this.status = value;
            return this;
        }

        /** Sets what the app tells about itself. */
        public Builder profile(AppProfile value) {
            this.profile = value;
            return this;
        }

        /** Sets what the app may ask for. */
        public Builder access(AppAccess value) {
            this.access = value;
            return this;
        }

        /** Sets how the app proves who it is. */
        public Builder security(AppSecurity value) {
            this.security = value;
            return this;
        }

        /** Sets what the host's operators found out about the app. */
        public Builder review(ReviewState value) {
            this.review = value;
            return this;
        }

        /** Sets what names its picture, or null. */
        public Builder logo(@Nullable String value) {
            this.logo = value;
            return this;
        }

        /** Sets when the app was registered. */
        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        /** Sets how often the app was edited, from 1. */
        public Builder version(long value) {
            this.version = value;
            return this;
        }

        /** Counts one more edit. */
        public Builder nextVersion() {
            return version(version + 1);
        }

        /**
         * Makes the app.
         *
         * @return the app
         * @throws NullPointerException if profile, access or the time of registration is missing
         */
        public App build() {
            return new App(
                    id,
                    clientId,
                    owner,
                    definedBy,
                    type,
                    status,
                    Objects.requireNonNull(profile, "profile"),
                    Objects.requireNonNull(access, "access"),
                    security,
                    review,
                    logo,
                    Objects.requireNonNull(createdAt, "createdAt"),
                    version);
        }
    }
}
