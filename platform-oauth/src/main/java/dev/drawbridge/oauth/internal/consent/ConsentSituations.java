package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.request.Prompt;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads what the {@link ConsentPolicy} decides on. */
public final class ConsentSituations {

    private final CompanyGate gate;
    private final PriorConsents priors;
    private final ResourceCatalog resources;
    private final ClientPolicies policies;

    /**
     * Makes the loader.
     *
     * @param gate which company, right and plan
     * @param priors what users allowed before
     * @param resources the APIs that tokens are for
     * @param policies what clients must have, and which are the host's own
     */
    public ConsentSituations(
            CompanyGate gate, PriorConsents priors, ResourceCatalog resources, ClientPolicies policies) {
        this.gate = gate;
        this.priors = priors;
        this.resources = resources;
        this.policies = policies;
    }

    /** Asks the host whether the user may grant access for a company; null if they have not chosen one. */
    CompanyGate.Passage pass(Visit visit, @Nullable CompanyId chosen) {
        return gate.pass(visit, chosen);
    }

    /** Loads the facts about a request that the user may grant. */
    ConsentSituation load(Visit visit, CompanyGate.Open open, Prompt prompt) {
        AuthorizationRequest request = visit.interaction().request();
        return new ConsentSituation(
                visit.app(),
                policies.firstParty(visit.app()),
                prompt,
                request.redirectUri(),
                targets(visit),
                open.offer().names(),
                priors.of(visit.app(), open.owner(visit.user())));
    }

    /** Returns the resources that a request is about. */
    List<ProtectedResource> targets(Visit visit) {
        return resources.resolve(visit.interaction().request().resources());
    }
}
