package dev.drawbridge.core.http;

import java.util.function.BooleanSupplier;

/**
 * What a request took from the share of its network's strangers. Whoever finds that the request proves something (a right
 * secret or password, a code, a session) gives it back; whoever is about to keep more of it than one row takes again first.
 * Thread-safe.
 */
public final class Permit {

    /** For requests that took nothing. */
    public static final Permit NONE = new Permit(() -> true, () -> {}, 0);

    private final BooleanSupplier take;
    private final Runnable giveBack;
    private int taken;

    /**
     * Makes a permit that was taken.
     *
     * @param take takes another one from the same share, and says whether there was one
     * @param giveBack puts one back
     */
    public Permit(BooleanSupplier take, Runnable giveBack) {
        this(take, giveBack, 1);
    }

    private Permit(BooleanSupplier take, Runnable giveBack, int taken) {
        this.take = take;
        this.giveBack = giveBack;
        this.taken = taken;
    }

    /**
     * Takes another permit, because the request costs more than one. A request that proved something, or that took nothing
     * to begin with, needs none.
     *
     * @return whether it may be handled
     */
    public synchronized boolean takeAgain() {
        if (taken == 0) {
            return true;
        }
        if (!take.getAsBoolean()) {
            return false;
        }
        taken++;
        return true;
    }

    /** Notes that the request proved something, and puts back all that it took; saying so again changes nothing. */
    public synchronized void giveBack() {
        for (; taken > 0; taken--) {
            giveBack.run();
        }
    }
}
