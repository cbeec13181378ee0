package dev.drawbridge.core.model;

/**
 * Why something is refused, for programs. Each module has its codes in enums of its own; a code that was published once keeps
 * its name and its meaning.
 */
public interface ErrorCode {

    /**
     * Returns the code as problems and field errors spell it.
     *
     * @return stable, for example {@code app_limit_reached}
     */
    String wireName();
}
