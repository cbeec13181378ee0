package dev.drawbridge.ratelimit.spi;

import java.time.Instant;

/**
 * One counter: the permits of a key in one window.
 *
 * @param key whose permits, 1 to {@value CounterStore#MAX_KEY_LENGTH} characters
 * @param start when the window began
 * @param expiresAt when the counter may be purged; the same for every demand of one window
 */
public record CounterWindow(String key, Instant start, Instant expiresAt) {

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    public CounterWindow {
        if (key.isEmpty() || key.length() > CounterStore.MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("A counter's key has 1 to " + CounterStore.MAX_KEY_LENGTH
                    + " characters, this one has " + key.length());
        }
    }
}
