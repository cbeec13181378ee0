package dev.drawbridge.oauth.token;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host whether a user still belongs to a company, before every token and every answer about one. Thread-safe. */
final class Members {

    private static final Logger LOG = LoggerFactory.getLogger(Members.class);

    private final Environment env;

    Members(Environment env) {
        this.env = env;
    }

    /**
     * Asks the host; never inside a transaction.
     *
     * @throws OAuthException {@code temporarily_unavailable} if the host does not answer
     */
    boolean enabled(CompanyId company, UserId user) {
        try {
            return env.hostDirectory().member(company, user).isPresent();
        } catch (RuntimeException e) {
            LOG.warn("The host's directory failed; the client is told to try again, and nothing was consumed", e);
            throw new OAuthException(
                            OAuthError.TEMPORARILY_UNAVAILABLE, "The host cannot be asked now. Try again shortly.")
                    .withHeader("Retry-After", "5");
        }
    }
}
