package dev.drawbridge.core;

import java.util.List;

/** The platform cannot be built as configured; lists every problem in one message. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /**
     * Lists the problems.
     *
     * @param problems sentences that name the setting, what is wrong and what to do
     */
    public ConfigurationException(List<String> problems) {
        super("The platform cannot start:\n - " + String.join("\n - ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems.
     *
     * @return one sentence each
     */
    public List<String> problems() {
        return problems;
    }
}
