package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.app.GrantStore;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.consent.InvalidLinkException.Reason;
import dev.drawbridge.oauth.store.AuthorizationRequest;
import dev.drawbridge.oauth.store.CodeGrant;
import dev.drawbridge.oauth.store.Interaction;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.PushedRequestStore;
import dev.drawbridge.oauth.token.AuthorizationCodes;
import dev.drawbridge.oauth.token.GrantEnder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes down what users answered: each interaction once, in one transaction with grant, code and journal. */
final class Consents {

    // Each retry means that somebody else changed the same grant between two statements.
    private static final int ATTEMPTS = 10;

    private final CoreServices env;
    private final InteractionStore interactions;
    private final PriorConsents priors;
    private final PushedRequestStore pushed;
    private final AuthorizationCodes codes;
    private final GrantEnder ender;

    Consents(CoreServices env, OAuthStores stores, AuthorizationCodes codes, GrantEnder ender, PriorConsents priors) {
        this.env = env;
        this.interactions = stores.interactions();
        this.priors = priors;
        this.pushed = stores.pushedRequests();
        this.codes = codes;
        this.ender = ender;
    }

    /**
     * Allows a request.
     *
     * @param visit what the user was asked, by which app
     * @param owner for whom the page was made
     * @param answer what he was asked and left ticked, at least one scope
     * @param actor who, for the journal
     * @return the code, or empty if the interaction can no longer be answered
     * @throws InvalidLinkException if the app is no longer in use
     */
    Optional<Secret> allow(Visit visit, ResourceOwner owner, PriorConsents.Answer answer, Actor actor) {
        Interaction interaction = visit.interaction();
        AuthorizationRequest request = interaction.request();
        return env.transactions().inTransaction(() -> {
            Instant now = env.clock().instant();
            // The app that the user was shown may have been stopped meanwhile.
            if (env.apps().hold(request.app()).filter(app -> app.usable(now)).isEmpty()) {
                throw new InvalidLinkException(Reason.APP_NOT_ACTIVE, visit.app());
            }
            if (!answer(interaction, owner, now)) {
                return Optional.empty();
            }
            Granted granted = grant(request.app(), owner, answer, actor);
            priors.remember(granted.now(), granted.before(), visit.app(), answer);
            return Optional.of(issue(request, granted.now(), owner, answer.ticked()));
        });
    }

    /** Answers a request that was not kept yet as the user answered before; empty if it was pushed and used meanwhile. */
    Optional<Secret> repeatAtOnce(Interaction interaction, Grant grant, ResourceOwner owner, Scopes scopes) {
        return env.transactions()
                .inTransaction(() -> usePushed(interaction, env.clock().instant())
                        ? Optional.of(issue(interaction.request(), grant.id(), owner, scopes))
                        : Optional.empty());
    }

    /** Answers a kept request as the user answered before; empty if it can no longer be answered. */
    Optional<Secret> repeat(Interaction interaction, Grant grant, ResourceOwner owner, Scopes scopes) {
        return env.transactions().inTransaction(() -> {
            Instant now = env.clock().instant();
            boolean answered = interactions.choose(interaction.id(), owner.user(), owner.company(), now)
                    && answer(interaction, owner, now);
            return answered ? Optional.of(issue(interaction.request(), grant.id(), owner, scopes)) : Optional.empty();
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
                env.clock().instant()));
    }

    /** Denies a request; false if it can no longer be answered. */
    boolean deny(Interaction interaction, ResourceOwner owner, Actor actor) {
        return env.transactions().inTransaction(() -> {
            Instant now = env.clock().instant();
            if (!answer(interaction, owner, now)) {
                return false;
            }
            AppId app = interaction.request().app();
            env.journal()
                    .record(
                            actor,
                            "consent.denied",
                            "app",
                            app.value(),
                            Map.of("company", owner.company().value()));
            return true;
        });
    }

    /** Answers an interaction once, and a pushed request once, however many interactions began with it (RFC 9126 §4). */
    private boolean answer(Interaction interaction, ResourceOwner owner, Instant now) {
        return interactions.consume(interaction.id(), owner.user(), owner.company(), now)
                && usePushed(interaction, now);
    }

    private boolean usePushed(Interaction interaction, Instant now) {
        TokenHash uri = interaction.pushed();
        return uri == null || pushed.use(uri, now);
    }

    /** The grant that an answer led to, and the one that lived before it. */
    private record Granted(GrantId now, Optional<GrantId> before) {}

    private Granted grant(AppId app, ResourceOwner owner, PriorConsents.Answer answer, Actor actor) {
        GrantStore grants = env.stores().grants();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Grant> before = grants.liveOfUser(app, owner.company(), owner.user());
            Scopes kept = before.map(grant -> PriorConsents.without(grant.scopes(), answer.unticked()))
                    .orElse(Scopes.NONE);
            // What the user unticked must end for tokens that are out already, so the old grant ends as a whole.
            boolean narrower = before.isPresent() && !kept.equals(before.get().scopes());
            Scopes scopes = PriorConsents.with(kept, answer.ticked());
            if (before.isPresent() && !narrower) {
                if (changed(before.get(), scopes, actor)) {
                    return new Granted(before.get().id(), before.map(Grant::id));
                }
            } else {
                before.ifPresent(grant -> ender.end(grant, actor, "narrowed"));
                Grant grant = newGrant(app, owner, scopes);
                if (grants.insert(grant)) {
                    record(actor, "grant.created", grant, scopes);
                    return new Granted(grant.id(), before.map(Grant::id));
                }
            }
        }
        throw new IllegalStateException("The grant changes too often to be written");
    }

    private boolean changed(Grant grant, Scopes scopes, Actor actor) {
        if (!env.stores().grants().changeScopes(grant.id(), grant.scopes(), scopes)) {
            return false;
        }
        if (!scopes.equals(grant.scopes())) {
            record(actor, "grant.changed", grant, scopes);
        }
        return true;
    }

    private Grant newGrant(AppId app, ResourceOwner owner, Scopes scopes) {
        return new Grant(
                new GrantId(env.ids().next()),
                Grant.Kind.USER,
                app,
                owner.company(),
                owner.user(),
                null,
                scopes,
                env.clock().instant(),
                null);
    }

    private void record(Actor actor, String action, Grant grant, Scopes scopes) {
        env.journal()
                .record(
                        actor,
                        action,
                        "grant",
                        grant.id().value(),
                        Map.of(
                                "app", grant.app().value(),
                                "company", grant.company().value(),
                                "user", grant.user().value(),
                                "scopes", scopes.toWire()));
    }
}
