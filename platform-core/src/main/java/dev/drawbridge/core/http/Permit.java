package dev.drawbridge.core.http;

import java.util.concurrent.atomic.AtomicReference;

/**
 * What a request took from the share of its network's strangers. Whoever finds that the request proves something (a right
 * secret or password, a code, a session) gives it back. Thread-safe.
 */
public final class Permit {

    /** For requests that took nothing. */
    public static final Permit NONE = new Permit(() -> {});

    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> giveBack;

    /**
     * Makes a permit.
     *
     * @param giveBack is run once at most
     */
    public Permit(Runnable giveBack) {
        this.giveBack = new AtomicReference<>(giveBack);
    }

    /** Notes that the request proved something; saying so again changes nothing. */
    public void giveBack() {
        giveBack.getAndSet(NOTHING).run();
    }
}
