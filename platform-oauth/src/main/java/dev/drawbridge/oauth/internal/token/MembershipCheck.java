package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.cache.CachedMembers;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host whether a user still belongs to a company, before every token and every response about one; never inside a
 * transaction. Thread-safe.
 */
public final class MembershipCheck {

    private static final Logger LOG = LoggerFactory.getLogger(MembershipCheck.class);
    private static final OnceInAWhile HOST_FAILURES = new OnceInAWhile();

    private final HostDirectory directory;
    private final CachedMembers cached;

    /**
     * Makes the check.
     *
     * @param directory the host's users and companies
     * @param cached what the directory said within the last minute
     */
    public MembershipCheck(HostDirectory directory, CachedMembers cached) {
        this.directory = directory;
        this.cached = cached;
    }

    /**
     * Asks the host.
     *
     * @throws OAuthException {@code temporarily_unavailable} if the host does not respond
     */
    boolean enabled(CompanyId company, UserId user) {
        return ask((where, who) -> directory.member(where, who).isPresent(), company, user);
    }

    /**
     * Takes what the host said within the last minute, as the guard does: for requests that clients repeat all the time.
     *
     * @throws OAuthException {@code temporarily_unavailable} if the host does not respond
     */
    boolean enabledCached(CompanyId company, UserId user) {
        return ask((where, who) -> cached.member(where, who).isPresent(), company, user);
    }

    private static boolean ask(BiPredicate<CompanyId, UserId> question, CompanyId company, UserId user) {
        try {
            return question.test(company, user);
        } catch (RuntimeException e) {
            HOST_FAILURES.log(others -> LOG.warn(
                    "The host's directory failed, {} times before; the client is told to try again, and nothing was"
                            + " consumed",
                    others,
                    e));
            throw new OAuthException(
                            OAuthError.TEMPORARILY_UNAVAILABLE, "The host cannot be asked now. Try again shortly.")
                    .withHeader("Retry-After", "5");
        }
    }
}
