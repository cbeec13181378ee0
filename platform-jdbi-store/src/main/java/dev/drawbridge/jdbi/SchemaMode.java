package dev.drawbridge.jdbi;

/** What {@link JdbiStores#create} does about the tables of the platform. */
public enum SchemaMode {
    /** Creates what is missing; nodes that start at once do it once. The default. */
    AUTO,
    /**
     * Changes nothing and refuses to start when something is missing, naming it. For hosts that run the SQL themselves; the
     * files are on the class path under {@code dev/drawbridge/jdbi/schema/}.
     */
    VALIDATE,
    /** Neither changes nor checks anything. */
    NONE
}
