package dev.drawbridge.core.spi;

import java.util.function.Predicate;

/**
 * Whether a route needs that the password was given within the last 15 minutes. Whatever widens who gets data or secrets needs
 * it: a stolen session alone must not lead an app's users, tokens or events elsewhere.
 *
 * <p>Every route that changes something says which it is. One that says nothing needs the password: forgetting to think about
 * it is safe. Immutable.
 *
 * @param need the declaration
 * @param why for {@link Need#NEVER}, why a stolen session gains nothing by the route; otherwise empty
 * @param widens for {@link Need#IF_WIDENING}, tells from the call whether it widens anything
 * @param <C> the route's call
 */
public record Reauthentication<C>(Need need, String why, Predicate<C> widens) {

    /** What a route declares. */
    public enum Need {
        /** Nothing: a change needs the password, reading does not. */
        UNDECLARED,
        /** Every call needs the password. */
        ALWAYS,
        /** A call that widens something needs the password. */
        IF_WIDENING,
        /** No call needs the password, for the reason given. */
        NEVER
    }

    /**
     * Checks the reason.
     *
     * @throws IllegalArgumentException if {@link Need#NEVER} has no reason
     */
    public Reauthentication {
        if (need == Need.NEVER && why.isBlank()) {
            throw new IllegalArgumentException("Say why the route needs no recent password");
        }
    }

    static <C> Reauthentication<C> undeclared() {
        return new Reauthentication<>(Need.UNDECLARED, "", call -> true);
    }

    static <C> Reauthentication<C> always() {
        return new Reauthentication<>(Need.ALWAYS, "", call -> true);
    }

    static <C> Reauthentication<C> ifWidening(Predicate<C> widens) {
        return new Reauthentication<>(Need.IF_WIDENING, "", widens);
    }

    static <C> Reauthentication<C> never(String why) {
        return new Reauthentication<>(Need.NEVER, why, call -> false);
    }

    /**
     * Tells whether a call needs the password.
     *
     * @param changes whether the route changes anything
     * @param call the call
     * @return true if the password must have been given recently
     */
    public boolean demanded(boolean changes, C call) {
        return switch (need) {
            case UNDECLARED -> changes;
            case ALWAYS -> true;
            case IF_WIDENING -> widens.test(call);
            case NEVER -> false;
        };
    }
}
