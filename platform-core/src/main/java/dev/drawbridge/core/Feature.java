package dev.drawbridge.core;

/** A part of the platform that a host may take or leave. Complete when built; {@link Platform#of} only collects. */
public interface Feature {

    /**
     * Returns what the feature is called in messages.
     *
     * @return one or two words
     */
    String name();

    /**
     * Returns what the feature contributes.
     *
     * @return an immutable value, the same every time
     */
    Contribution contribution();
}
