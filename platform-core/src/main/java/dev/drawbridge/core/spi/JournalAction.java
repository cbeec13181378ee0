package dev.drawbridge.core.spi;

/** A kind of state change that the journal records. Each module has its actions in an enum of its own. */
public interface JournalAction {

    /**
     * Returns the action as entries spell it.
     *
     * @return stable, for example {@code app.created}
     */
    String wireName();
}
