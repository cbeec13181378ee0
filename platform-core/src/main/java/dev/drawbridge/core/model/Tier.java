package dev.drawbridge.core.model;

/**
 * A plan tier of the host, with what it allows.
 *
 * @param code the host's name of the tier, for example {@code STARTER}
 * @param level the rank among tiers: a higher one includes the lower ones
 * @param requestsPerHour API calls per company and clock hour; 0 means that the plan has no API access
 */
public record Tier(String code, int level, int requestsPerHour) {

    /** No API access. */
    public static final Tier FREE = new Tier("FREE", 0, 0);

    /** 100 requests an hour. */
    public static final Tier STARTER = new Tier("STARTER", 1, 100);

    /** 500 requests an hour. */
    public static final Tier PRO = new Tier("PRO", 2, 500);

    /** 2,000 requests an hour. */
    public static final Tier HIGH = new Tier("HIGH", 3, 2_000);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the code is blank or a number is negative
     */
    public Tier {
        if (code.isBlank() || level < 0 || requestsPerHour < 0) {
            throw new IllegalArgumentException("A tier needs a code, a level >= 0 and a limit >= 0: " + code);
        }
    }

    /**
     * Tells whether this plan may use the API at all.
     *
     * @return true if there is at least one request an hour
     */
    public boolean apiAllowed() {
        return requestsPerHour > 0;
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
