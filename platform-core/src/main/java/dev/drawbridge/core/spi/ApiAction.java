package dev.drawbridge.core.spi;

/** What the journal records about calls of the host's API; the target is the user that a machine app ran as. */
public enum ApiAction implements JournalAction {
    /** A machine app changed something as the user it runs as. */
    CALLED("api.called");

    /** The target type of every entry. */
    public static final String TARGET = "hostUser";

    private final String wireName;

    ApiAction(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
