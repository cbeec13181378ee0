package dev.drawbridge.core.spi;

/** Reacts to an event of the host in the same transaction: with its own store only, without other I/O. Thread-safe. */
@FunctionalInterface
public interface Reaction {

    /**
     * Reacts.
     *
     * @param event what happened
     */
    void on(PlatformEvent event);
}
