package dev.drawbridge.oauth.internal.registration;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses metadata or a token of a client that registers or describes itself. Nothing was changed. {@code
 * RegistrationErrors} makes the response of it.
 */
public final class RegistrationRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RegistrationRefusal refusal;
    private final @Nullable Duration retryAfter;

    /**
     * Makes a refusal.
     *
     * @param refusal the code
     * @param description for the developer of the client: what was wrong; ASCII without quotes and backslashes (RFC 6749
     *     §5.2), never echoing input
     */
    public RegistrationRefusedException(RegistrationRefusal refusal, String description) {
        this(refusal, description, null);
    }

    private RegistrationRefusedException(
            RegistrationRefusal refusal, String description, @Nullable Duration retryAfter) {
        // No stack trace: this is a decision, not a failure of the program.
        super(description, null, false, false);
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    /**
     * Refuses metadata.
     *
     * @param description for the developer of the client
     * @return the refusal with {@link RegistrationRefusal#INVALID_CLIENT_METADATA}
     */
    public static RegistrationRefusedException invalidMetadata(String description) {
        return new RegistrationRefusedException(RegistrationRefusal.INVALID_CLIENT_METADATA, description);
    }

    /** Refuses one more client until some time has passed. */
    static RegistrationRefusedException tooManyClients(Duration retryAfter) {
        return new RegistrationRefusedException(
                RegistrationRefusal.TOO_MANY_CLIENTS, "Too many clients were registered. Try again later.", retryAfter);
    }

    /** The one refusal of every token that does not do. */
    static RegistrationRefusedException invalidToken() {
        return new RegistrationRefusedException(
                RegistrationRefusal.INVALID_TOKEN, "The token is unknown, used up, expired or for another client.");
    }

    /**
     * Returns why it is refused.
     *
     * @return the code
     */
    public RegistrationRefusal refusal() {
        return refusal;
    }

    /**
     * Returns what was wrong.
     *
     * @return for the developer of the client
     */
    public String description() {
        return String.valueOf(getMessage());
    }

    /**
     * Returns when the same may be tried again.
     *
     * @return the wait, for {@link RegistrationRefusal#TOO_MANY_CLIENTS} alone
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
