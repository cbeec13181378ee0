package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.internal.grant.GrantWriter;
import dev.drawbridge.oauth.internal.grant.ResourceOwner;
import dev.drawbridge.oauth.internal.request.InvalidLinkException;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import dev.drawbridge.oauth.internal.token.AuthorizationCodes;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.CodeGrant;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes what users decided: each interaction once, in one transaction with grant, code and journal. */
public final class Consents {

    private final Transactions transactions;
    private final InteractionStore interactions;
    private final PushedRequestStore pushed;
    private final GrantWriter grants;
    private final PriorConsents priors;
    private final AuthorizationCodes codes;
    private final Journal journal;
    private final PlatformClock clock;

    /**
     * Makes what writes decisions.
     *
     * @param transactions the transactions that all stores join
     * @param interactions where interactions are kept
     * @param pushed where pushed requests are kept
     * @param grants the grants
     * @param priors what users allowed before
     * @param codes issues codes
     * @param journal the journal
     * @param clock the time
     */
    public Consents(
            Transactions transactions,
            InteractionStore interactions,
            PushedRequestStore pushed,
            GrantWriter grants,
            PriorConsents priors,
            AuthorizationCodes codes,
            Journal journal,
            PlatformClock clock) {
        this.transactions = transactions;
        this.interactions = interactions;
        this.pushed = pushed;
        this.grants = grants;
        this.priors = priors;
        this.codes = codes;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Allows a request.
     *
     * @param visit the request and its app
     * @param owner for whose data the page was made
     * @param choice what the user chose
     * @return the code, or empty if the interaction can no longer be decided
     * @throws InvalidLinkException if the app is no longer in use
     */
    Optional<Secret> allow(Visit visit, ResourceOwner owner, ConsentChoice choice) {
        Interaction interaction = visit.interaction();
        AppId app = interaction.request().app();
        return transactions.inTransaction(() -> {
            // The app that the user was shown may have been stopped meanwhile.
            if (grants.holdUsable(app).isEmpty()) {
                throw new InvalidLinkException(Reason.APP_NOT_ACTIVE, visit.app());
            }
            if (!consume(interaction, owner)) {
                return Optional.empty();
            }
            GrantWriter.Written written = grants.allow(app, owner, choice.ticked(), choice.unticked(), visit.actor());
            GrantId grant = written.grant().id();
            priors.remember(grant, written.before(), visit.app(), choice);
            return Optional.of(issue(interaction.request(), grant, owner, choice.ticked()));
        });
    }

    /** Issues a code for a live grant to a request that is not kept yet; empty if it was pushed and used meanwhile. */
    Optional<Secret> skipImmediately(Interaction interaction, Grant grant, ResourceOwner owner, Scopes scopes) {
        return transactions.inTransaction(() -> usePushed(interaction, clock.instant())
                ? Optional.of(issue(interaction.request(), grant.id(), owner, scopes))
                : Optional.empty());
    }

    /** Issues a code for a live grant to a kept request; empty if it can no longer be decided. */
    Optional<Secret> skip(Interaction interaction, Grant grant, ResourceOwner owner, Scopes scopes) {
        return transactions.inTransaction(() -> {
            boolean consumed = interactions.choose(interaction.id(), owner.user(), owner.company(), clock.instant())
                    && consume(interaction, owner);
            return consumed ? Optional.of(issue(interaction.request(), grant.id(), owner, scopes)) : Optional.empty();
        });
    }

    /** Denies a request; false if it can no longer be decided. */
    boolean deny(Interaction interaction, ResourceOwner owner, Actor actor) {
        return transactions.inTransaction(() -> {
            if (!consume(interaction, owner)) {
                return false;
            }
            journal.record(
                    actor,
                    OAuthAction.CONSENT_DENIED,
                    "app",
                    interaction.request().app().value(),
                    Map.of("company", owner.company().value()));
            return true;
        });
    }

    // A grant that ends at the same moment does no harm: the code is redeemed only while the grant lives.
    private Secret issue(AuthorizationRequest request, GrantId grant, ResourceOwner owner, Scopes scopes) {
        return codes.issue(new CodeGrant(
                request.app(),
                grant,
                owner.company(),
                owner.user(),
                scopes,
                request.resources(),
                request.binding(),
                clock.instant()));
    }

    /** Uses up an interaction, and a pushed request, however many interactions began with it (RFC 9126 §4). */
    private boolean consume(Interaction interaction, ResourceOwner owner) {
        Instant now = clock.instant();
        return interactions.consume(interaction.id(), owner.user(), owner.company(), now)
                && usePushed(interaction, now);
    }

    private boolean usePushed(Interaction interaction, Instant now) {
        TokenHash uri = interaction.pushed();
        return uri == null || pushed.use(uri, now);
    }
}
