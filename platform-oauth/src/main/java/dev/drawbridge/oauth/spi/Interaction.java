package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request on its way through login, company choice and consent. Kept on the server, so that nothing in it
 * can be changed on the way. Immutable.
 *
 * @param id names it in links; no secret, because the browser must hold the matching cookie
 * @param browser hash of the cookie of the browser that began it
 * @param request what is asked for
 * @param pushed hash of the {@code request_uri} it began with (RFC 9126), which the decision uses up; null if none
 * @param user who the consent page was made for last; null before login
 * @param company for which company; null before the choice
 * @param expiresAt until when it can be decided
 * @param consumedAt when it was decided; null until then
 */
public record Interaction(
        String id,
        TokenHash browser,
        AuthorizationRequest request,
        @Nullable TokenHash pushed,
        @Nullable UserId user,
        @Nullable CompanyId company,
        Instant expiresAt,
        @Nullable Instant consumedAt) {

    /** The longest id, in characters. */
    public static final int MAX_ID = 64;

    /**
     * Tells whether the user has decided.
     *
     * @return true once it was allowed or denied
     */
    public boolean consumed() {
        return consumedAt != null;
    }

    /**
     * Tells whether the time to decide is over.
     *
     * @param now the time
     * @return true from the instant of expiry on
     */
    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * Tells whether the consent page was made for this user and company.
     *
     * @param who the user
     * @param which the company
     * @return true if both are the ones
     */
    public boolean chosenBy(UserId who, CompanyId which) {
        return who.equals(user) && which.equals(company);
    }

    /**
     * Returns this interaction bound to its user and a company.
     *
     * @param who the user
     * @param which the company
     * @return the copy
     */
    public Interaction choosing(UserId who, CompanyId which) {
        return new Interaction(id, browser, request, pushed, who, which, expiresAt, consumedAt);
    }

    /**
     * Returns this interaction after the user decided.
     *
     * @param at when that was
     * @return the copy
     */
    public Interaction consumedAt(Instant at) {
        return new Interaction(id, browser, request, pushed, user, company, expiresAt, at);
    }
}
