package dev.drawbridge.core.model;

import java.util.Locale;

/**
 * A plan tier of the host. How many requests it allows is the limiter's business.
 *
 * @param code the host's name of the tier, for example {@code STARTER}
 * @param level the rank among tiers: a higher one includes the lower ones
 * @param apiAllowed whether this plan may use the API at all
 */
public record Tier(String code, int level, boolean apiAllowed) {

    /** No API access. */
    public static final Tier FREE = new Tier("FREE", 0, false);

    /** The first plan with API access. */
    public static final Tier STARTER = new Tier("STARTER", 1, true);

    /** The plan above {@link #STARTER}. */
    public static final Tier PRO = new Tier("PRO", 2, true);

    /** The plan above {@link #PRO}. */
    public static final Tier HIGH = new Tier("HIGH", 3, true);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the code is blank or the level is negative
     */
    public Tier {
        if (code.isBlank() || level < 0) {
            throw new IllegalArgumentException("A tier needs a code and a level >= 0: " + code);
        }
    }

    /**
     * Returns the tier as people write it: {@code STARTER} is "Starter", {@code TEAM_PLUS} is "Team plus".
     *
     * @return the code with a capital at its beginning, and no others
     */
    public String title() {
        String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /**
     * Tells whether this tier includes another one.
     *
     * @param other the tier asked for
     * @return true if this tier's level is at least the other's
     */
    public boolean includes(Tier other) {
        return level >= other.level;
    }
}
