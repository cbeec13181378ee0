package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.grant.ScopeSets;
import java.util.List;

/**
 * What a user chose on a consent page.
 *
 * @param targets the resources that were asked for
 * @param ticked the scopes that they left ticked, at least one
 * @param unticked those that they unticked
 */
record ConsentChoice(List<ProtectedResource> targets, Scopes ticked, Scopes unticked) {

    ConsentChoice {
        targets = List.copyOf(targets);
    }

    /** Chooses some of the scopes that were offered. */
    static ConsentChoice of(ConsentSituation situation, Scopes ticked) {
        return new ConsentChoice(situation.targets(), ticked, ScopeSets.without(situation.offered(), ticked));
    }
}
