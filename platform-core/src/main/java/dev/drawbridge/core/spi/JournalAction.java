package dev.drawbridge.core.spi;

/**
 * A kind of state change that the journal records. Each module has its actions in an enum of its own; an action that was
 * published once keeps its name and its meaning.
 */
public interface JournalAction {

    /**
     * Returns the action as entries spell it.
     *
     * @return stable, for example {@code app.created}
     */
    String wireName();
}
