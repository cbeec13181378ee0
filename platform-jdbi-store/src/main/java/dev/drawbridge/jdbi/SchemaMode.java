package dev.drawbridge.jdbi;

/** What {@link JdbiStores#create} does about the tables of the platform. */
public enum SchemaMode {
    /** Creates what is missing; nodes that start at the same time do it once. The default. */
    AUTO,
    /**
     * Changes nothing and refuses to start when something is missing, naming it. For hosts that run the SQL themselves; {@link
     * JdbiStores#missingSchema} returns it.
     */
    VALIDATE,
    /** Neither changes nor checks anything. */
    NONE
}
