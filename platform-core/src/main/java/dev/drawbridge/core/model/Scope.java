package dev.drawbridge.core.model;

/**
 * A permission that the host offers to apps, one entry of the {@link ScopeCatalog}.
 *
 * @param name the value in the {@code scope} parameter (RFC 6749 §3.3), for example {@code tickets.read}
 * @param title one line for the consent page, for example "Read tickets"
 * @param description one sentence for the consent page
 * @param sensitive marked on the consent page
 * @param minPlan the lowest tier whose companies may grant it
 */
public record Scope(String name, String title, String description, boolean sensitive, Tier minPlan) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is no scope token of RFC 6749 §3.3
     */
    public Scope {
        Scopes.requireToken(name);
    }

    /**
     * Makes a scope that every paying company may grant.
     *
     * @param name the value in the {@code scope} parameter
     * @param title one line for the consent page
     * @param description one sentence for the consent page
     * @return the scope, not sensitive, from {@link Tier#STARTER}
     */
    public static Scope of(String name, String title, String description) {
        return new Scope(name, title, description, false, Tier.STARTER);
    }
}
