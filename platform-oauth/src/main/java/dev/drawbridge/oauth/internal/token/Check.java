package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A condition of a token request: one line of the list with which a grant begins. The client may get one message for many
 * causes; the log, at level debug, has the condition that decided.
 *
 * @param name the condition in words
 * @param holds tells whether a request meets it
 * @param refusal the response if it does not
 * @param section where the standard says so
 * @param <R> what is judged
 */
record Check<R>(String name, Predicate<R> holds, Refusal refusal, String section) {

    private static final Logger LOG = LoggerFactory.getLogger(Check.class);

    /**
     * A refusal in words.
     *
     * @param error the code
     * @param description for the developer of the client, as in {@link OAuthException}
     */
    record Refusal(OAuthError error, String description) {

        OAuthException toException() {
            return new OAuthException(error, description);
        }
    }

    /**
     * Judges a request: the first condition that does not hold decides.
     *
     * @throws OAuthException the refusal of that condition
     */
    static <R> void requireAll(List<Check<R>> checks, R request) {
        for (Check<R> check : checks) {
            if (!check.holds.test(request)) {
                LOG.debug("A token request is refused, as it must be that {} ({})", check.name, check.section);
                throw check.refusal.toException();
            }
        }
    }
}
