package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.ConsentReason;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.Ask;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.GrantWithoutPrompt;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.Refuse;
import dev.drawbridge.oauth.internal.consent.ConsentDecision.Skip;
import dev.drawbridge.oauth.internal.request.Prompt;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides whether a user must be asked on a page. Pure: the caller loads the {@link ConsentSituation} before and acts on
 * the {@link ConsentDecision} afterwards.
 *
 * <p>Each check is a reason to ask. If none holds, the consent of before covers the request. The host's own apps are excused
 * from most of them, because there a page would ask nothing.
 */
final class ConsentPolicy {

    private static final List<Check> CHECKS = List.of(
            Check.ofEveryApp(ConsentReason.PROMPT_REQUESTED, ConsentPolicy::promptRequested),
            Check.ofEveryApp(ConsentReason.REDIRECT_NOT_EXCLUSIVE, ConsentPolicy::redirectReachesOthers),
            Check.ofOtherParties(ConsentReason.NOTHING_ALLOWED, ConsentPolicy::nothingAllowed),
            Check.ofOtherParties(ConsentReason.APP_CHANGED, ConsentPolicy::appChanged),
            Check.ofOtherParties(ConsentReason.NEW_RESOURCE, ConsentPolicy::newResource),
            Check.ofOtherParties(ConsentReason.NEW_PERMISSION, ConsentPolicy::newPermission));

    /**
     * A reason to ask.
     *
     * @param reason its name
     * @param ofFirstParty whether the host's own apps must ask for this reason, too
     * @param holds whether there is this reason
     */
    private record Check(ConsentReason reason, boolean ofFirstParty, Predicate<ConsentSituation> holds) {

        static Check ofEveryApp(ConsentReason reason, Predicate<ConsentSituation> holds) {
            return new Check(reason, true, holds);
        }

        static Check ofOtherParties(ConsentReason reason, Predicate<ConsentSituation> holds) {
            return new Check(reason, false, holds);
        }
    }

    /** Decides about a user who may grant what is offered. */
    ConsentDecision decide(ConsentSituation situation) {
        Optional<Grant> grant = canSkipConsent(situation);
        if (grant.isPresent()) {
            return new Skip(grant.get());
        }
        Set<ConsentReason> reasons = reasons(situation);
        if (reasons.isEmpty()) {
            return new GrantWithoutPrompt();
        }
        Optional<Refuse> refusal = ifPageIsNecessary(situation.prompt());
        return refusal.isPresent() ? refusal.get() : new Ask(reasons);
    }

    /** Returns the live grant that covers the request, if nothing speaks against another code for it. */
    private static Optional<Grant> canSkipConsent(ConsentSituation situation) {
        boolean asks = CHECKS.stream().anyMatch(check -> check.holds().test(situation));
        return asks ? Optional.empty() : Optional.ofNullable(situation.prior().grant());
    }

    /** Returns why this user is asked; empty if the app may be granted access without a prompt. */
    Set<ConsentReason> reasons(ConsentSituation situation) {
        EnumSet<ConsentReason> reasons = EnumSet.noneOf(ConsentReason.class);
        CHECKS.stream()
                .filter(check -> check.ofFirstParty() || !situation.firstParty())
                .filter(check -> check.holds().test(situation))
                .map(Check::reason)
                .forEach(reasons::add);
        return reasons;
    }

    /** Refuses if a page is necessary, for consent or before it (OpenID Connect Core §3.1.2.6). */
    Optional<Refuse> ifPageIsNecessary(Prompt prompt) {
        return prompt == Prompt.NONE
                ? Optional.of(new Refuse(OAuthError.CONSENT_REQUIRED, "The user has to agree on a page."))
                : Optional.empty();
    }

    /** Refuses if the user must log in first (OpenID Connect Core §3.1.2.6). */
    Optional<Refuse> ifLoginIsNecessary(Prompt prompt) {
        return prompt == Prompt.NONE
                ? Optional.of(new Refuse(OAuthError.LOGIN_REQUIRED, "The user is not logged in."))
                : Optional.empty();
    }

    private static boolean promptRequested(ConsentSituation situation) {
        return situation.prompt() == Prompt.CONSENT;
    }

    private static boolean redirectReachesOthers(ConsentSituation situation) {
        return !redirectReachesOnlyThisClient(situation.app(), situation.redirectUri());
    }

    private static boolean nothingAllowed(ConsentSituation situation) {
        return !situation.prior().exists();
    }

    private static boolean appChanged(ConsentSituation situation) {
        return situation.prior().appChanged();
    }

    private static boolean newResource(ConsentSituation situation) {
        return situation.prior().exists() && !situation.prior().hasAllowed(situation.targets());
    }

    private static boolean newPermission(ConsentSituation situation) {
        return situation.prior().exists() && !situation.known().containsAll(situation.offered());
    }

    // OAuth 2.1 §7.3.1: a program that poses as a public app may listen on its loopback port or take its private
    // scheme,
    // but not its https host. A confidential app proves itself with its secret before it gets a token.
    private static boolean redirectReachesOnlyThisClient(App app, String redirectUri) {
        return app.security().confidential() || RedirectUris.isClaimed(redirectUri);
    }
}
