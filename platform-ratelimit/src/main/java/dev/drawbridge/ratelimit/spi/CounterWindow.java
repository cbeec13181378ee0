package dev.drawbridge.ratelimit.spi;

import java.time.Instant;

/**
 * One counter: the permits of a key in one window. Two are equal if key and start are.
 *
 * <p>Braces in a key name its group: {@code hour:{co_1}} and {@code hour:{co_1}:app_1} are counters of the group {@code co_1}.
 * A store that spreads counters over several servers keeps a group together, and counts together only what is together, so
 * the counters of one demand are of one group.
 *
 * @param key whose permits, 1 to {@value CounterStore#MAX_KEY_LENGTH} characters
 * @param start when the window began, in whole microseconds
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

    /**
     * Returns the group that the counter belongs to.
     *
     * @return the text between the first opening and the last closing brace of the key; without such, the key
     */
    public String group() {
        int open = key.indexOf('{');
        int close = key.lastIndexOf('}');
        return open >= 0 && open + 1 < close ? key.substring(open + 1, close) : key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CounterWindow window && key.equals(window.key) && start.equals(window.start);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + start.hashCode();
    }
}
