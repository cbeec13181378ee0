package dev.drawbridge.core.mail;

/** A mail was not handed over; it is tried again later. */
public final class MailFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MailFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
