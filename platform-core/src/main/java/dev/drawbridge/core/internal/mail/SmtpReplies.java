package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.spi.MailFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what an SMTP server said from the exceptions of the mail library. */
public final class SmtpReplies {

    private static final int PERMANENT = 500;
    private static final int BEYOND = 600;
    private static final int DEEPEST = 20;

    /** They say that we have to log in, or to do so in another way (RFC 4954 §6): the mail itself was not looked at. */
    private static final Set<Integer> ABOUT_THE_LOGIN = Set.of(530, 534, 535, 538);

    private SmtpReplies() {}

    /**
     * Judges a failure. Only the code and the kind of the exceptions are kept: a server repeats the address in its text.
     *
     * @param server which one, for the message
     * @param failure what the mail library threw
     */
    public static MailFailedException judge(String server, Exception failure) {
        Optional<Integer> code = code(failure);
        String message = "The SMTP server at " + server + " did not take a mail: "
                + code.map(number -> "it replied " + number).orElse(kinds(failure));
        boolean permanent = code.filter(number -> number >= PERMANENT && number < BEYOND)
                .filter(number -> !ABOUT_THE_LOGIN.contains(number))
                .isPresent();
        return permanent ? MailFailedException.permanent(message) : MailFailedException.temporary(message);
    }

    // The reply about the one recipient says more than the one about the whole.
    private static Optional<Integer> code(Exception failure) {
        Optional<Integer> found = Optional.empty();
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            int code = codeOf(at);
            if (code > 0) {
                found = Optional.of(code);
            }
            at = next(at);
        }
        return found;
    }

    private static int codeOf(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException send ? send.getReturnCode() : -1;
    }

    public static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder(failure.getClass().getSimpleName());
        @Nullable Throwable at = next(failure);
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            kinds.append(" < ").append(at.getClass().getSimpleName());
            at = next(at);
        }
        return kinds.toString();
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail ? mail.getNextException() : failure.getCause();
    }
}
