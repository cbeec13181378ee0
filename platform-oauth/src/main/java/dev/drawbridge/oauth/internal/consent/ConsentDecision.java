package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.ConsentReason;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a {@link ConsentPolicy} decides. */
sealed interface ConsentDecision {

    /**
     * The user has allowed all of it before: the code is issued for the live grant, and nothing about it changes.
     *
     * @param grant the live grant
     */
    record Skip(Grant grant) implements ConsentDecision {}

    /** The app is the host's own: the grant is written as if the user had allowed everything that the page would offer. */
    record GrantWithoutPrompt() implements ConsentDecision {}

    /**
     * The consent page is shown.
     *
     * @param reasons why, at least one
     */
    record Ask(Set<ConsentReason> reasons) implements ConsentDecision {

        /** Copies the set. */
        public Ask {
            reasons = Collections.unmodifiableSet(EnumSet.copyOf(reasons));
        }
    }

    /**
     * A page would be necessary, but the app allows none.
     *
     * @param error the error for the app
     * @param description for the developer of the app
     */
    record Refuse(OAuthError error, String description) implements ConsentDecision {

        OAuthException toException() {
            return new OAuthException(error, description);
        }
    }
}
