package dev.drawbridge.core.spi;

/**
 * A mail was not handed over. What was refused for good is not tried again; everything else is. The message ends up in the
 * log: it names neither an address nor anything of the mail.
 */
public final class MailFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private MailFailedException(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    /**
     * The mail was refused, and would be again.
     *
     * @param message why, without addresses
     * @return the exception
     */
    public static MailFailedException permanent(String message) {
        return new MailFailedException(message, true);
    }

    /**
     * The mail was not taken this time, or nobody knows whether it was.
     *
     * @param message why, without addresses
     * @return the exception
     */
    public static MailFailedException temporary(String message) {
        return new MailFailedException(message, false);
    }

    /**
     * Tells whether another try is useless.
     *
     * @return true if the mail is given up
     */
    public boolean permanent() {
        return permanent;
    }
}
