package dev.drawbridge.core.internal.edge;

/**
 * One bucket of permits per network, as a table of fixed size (GCRA: a bucket is the moment at which it will be full again).
 * Thread-safe; pure arithmetic, no clock of its own.
 *
 * <p>A network's place is a set of {@value #WAYS} buckets that follows from its name and a seed that nobody outside knows. If
 * a set is full, the bucket that is the nearest to being full makes room: one that is full already tells nothing, and to be
 * forgotten with a debt a network needs {@value #WAYS} others in the same set that owe more. So nobody frees themselves
 * cheaper than by using other networks as much.
 */
final class NetworkBuckets {

    private static final int WAYS = 16;
    private static final long EMPTY = 0;

    private final long intervalNanos;
    private final long toleranceNanos;
    private final int sets;
    private final long seed;
    private final long[] networks;
    private final long[] fullAt;

    /**
     * Makes full buckets.
     *
     * @param burst how many permits a bucket holds
     * @param perSecond how many come back in a second
     * @param sets how many times {@value #WAYS} networks are told apart, a power of two
     * @param seed chooses the places
     */
    NetworkBuckets(int burst, int perSecond, int sets, long seed) {
        this.intervalNanos = 1_000_000_000L / perSecond;
        this.toleranceNanos = Math.multiplyExact(intervalNanos, (long) burst);
        this.sets = sets;
        this.seed = seed;
        this.networks = new long[sets * WAYS];
        this.fullAt = new long[sets * WAYS];
    }

    /**
     * Takes a permit.
     *
     * @param network whose
     * @param now elapsed time in nanoseconds
     * @return 0 if there was one, otherwise how many nanoseconds to wait for the next
     */
    synchronized long take(String network, long now) {
        long name = name(network);
        int place = place(name, now);
        long full = networks[place] == name ? Math.max(fullAt[place] - now, 0) : 0;
        long next = full + intervalNanos;
        if (next > toleranceNanos) {
            return next - toleranceNanos;
        }
        networks[place] = name;
        fullAt[place] = now + next;
        return 0;
    }

    /** Puts a permit back; a network that was forgotten meanwhile has a full bucket anyway. */
    synchronized void giveBack(String network) {
        long name = name(network);
        int first = first(name);
        for (int i = first; i < first + WAYS; i++) {
            if (networks[i] == name) {
                fullAt[i] -= intervalNanos;
            }
        }
    }

    /** The network's own place, or the one that is taken from whoever owes the least. */
    private int place(long name, long now) {
        int first = first(name);
        int least = first;
        for (int i = first; i < first + WAYS; i++) {
            if (networks[i] == name) {
                return i;
            }
            if (debt(i, now) < debt(least, now)) {
                least = i;
            }
        }
        return least;
    }

    private long debt(int place, long now) {
        return networks[place] == EMPTY ? -1 : Math.max(fullAt[place] - now, 0);
    }

    private int first(long name) {
        return (int) (name & (sets - 1)) * WAYS;
    }

    /** A name of 64 bits that cannot be foreseen without the seed; never the one of an empty place. */
    private long name(String network) {
        long hash = seed;
        for (int i = 0; i < network.length(); i++) {
            hash = mixed(hash ^ network.charAt(i));
        }
        return hash == EMPTY ? 1 : hash;
    }

    // The finalizer of SplitMix64: every bit of the input moves every bit of the output.
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
