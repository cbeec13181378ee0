package dev.drawbridge.oauth;

import dev.drawbridge.core.model.ScopeCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how clients may register themselves (RFC 7591). Immutable; the {@code with} methods return copies.
 *
 * @param mode who may register a client
 * @param scopes the most that such clients may ask for, names from the catalog; null = the whole catalog. Plans and users
 *     still decide what a company allows
 * @param perAddress registrations per hour and network address, for {@link Mode#OPEN} alone
 * @param perDay registrations per day from everywhere, for {@link Mode#OPEN} alone
 * @param unusedFor how long a client of {@link Mode#OPEN} may live without anybody connecting it
 */
public record DynamicRegistration(
        Mode mode, @Nullable Set<String> scopes, int perAddress, int perDay, Duration unusedFor) {

    /** Registrations per hour and address, unless the host says otherwise. */
    public static final int DEFAULT_PER_ADDRESS = 20;

    /** Registrations per day from everywhere, unless the host says otherwise. */
    public static final int DEFAULT_PER_DAY = 1_000;

    /** How long a client may stay unused, unless the host says otherwise. */
    public static final Duration DEFAULT_UNUSED_FOR = Duration.ofHours(24);

    private static final int MOST = 10_000;

    /** Who may register a client. */
    public enum Mode {
        /** Nobody: the endpoint does not exist. */
        CLOSED,
        /** Whoever has an initial access token of the host. */
        TOKEN,
        /**
         * Everybody, within limits. Whoever has many addresses, or makes browsers register, can use up the limit of a day, so
         * that nobody else registers: choose it only if clients have no other way.
         */
        OPEN
    }

    /** Copies the scopes. */
    public DynamicRegistration {
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    /**
     * Nobody may register a client: the default.
     *
     * @return the setting
     */
    public static DynamicRegistration closed() {
        return of(Mode.CLOSED);
    }

    /**
     * Whoever has an initial access token of the host may register clients.
     *
     * @return the setting
     */
    public static DynamicRegistration withInitialTokens() {
        return of(Mode.TOKEN);
    }

    /**
     * Everybody may register clients, within limits; who nobody connects is forgotten.
     *
     * @return the setting
     */
    public static DynamicRegistration open() {
        return of(Mode.OPEN);
    }

    private static DynamicRegistration of(Mode mode) {
        return new DynamicRegistration(mode, null, DEFAULT_PER_ADDRESS, DEFAULT_PER_DAY, DEFAULT_UNUSED_FOR);
    }

    /**
     * Returns a copy with another limit of what clients may ask for.
     *
     * @param names from the catalog, at least one
     * @return the copy
     */
    public DynamicRegistration withScopes(Collection<String> names) {
        return new DynamicRegistration(mode, Set.copyOf(names), perAddress, perDay, unusedFor);
    }

    /**
     * Returns a copy with other limits for {@link Mode#OPEN}.
     *
     * @param address registrations per hour and network address, from 1 to 10,000
     * @param day registrations per day from everywhere, from 1 to 10,000
     * @return the copy
     */
    public DynamicRegistration withLimits(int address, int day) {
        return new DynamicRegistration(mode, scopes, address, day, unusedFor);
    }

    /**
     * Returns a copy with another time that a client of {@link Mode#OPEN} may stay unused.
     *
     * @param time at least a minute
     * @return the copy
     */
    public DynamicRegistration withUnusedFor(Duration time) {
        return new DynamicRegistration(mode, scopes, perAddress, perDay, time);
    }

    /**
     * Returns what is wrong with the setting.
     *
     * @param catalog the host's scopes
     * @return sentences for the host; none if nothing is
     */
    public List<String> problems(ScopeCatalog catalog) {
        List<String> problems = new ArrayList<>();
        if (scopes != null && (scopes.isEmpty() || !catalog.offers(scopes))) {
            problems.add("dynamicRegistration: give scopes of the catalog, at least one, not " + scopes + ".");
        }
        if (perAddress < 1 || perAddress > MOST || perDay < 1 || perDay > MOST) {
            problems.add("dynamicRegistration: choose limits from 1 to " + MOST
                    + ". Without one anybody fills the database.");
        }
        if (unusedFor.compareTo(Duration.ofMinutes(1)) < 0) {
            problems.add(
                    "dynamicRegistration: let clients stay unused for a minute at least; they need time to connect.");
        }
        return problems;
    }

    /**
     * Tells whether the endpoint exists.
     *
     * @return false for {@link Mode#CLOSED}
     */
    public boolean enabled() {
        return mode != Mode.CLOSED;
    }
}
