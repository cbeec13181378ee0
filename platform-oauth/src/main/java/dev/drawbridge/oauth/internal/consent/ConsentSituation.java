package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.request.Prompt;
import java.util.List;

/**
 * The facts that a {@link ConsentPolicy} decides on: a valid request of a user who may grant access for a company.
 *
 * @param app the app that asks
 * @param firstParty whether the app is the host's own
 * @param prompt whether pages may or must be shown
 * @param redirectUri where the response goes, one of the app's own
 * @param targets the resources that are asked for
 * @param offered the scopes that a page would offer: asked for, and part of the company's plan
 * @param prior what the user has allowed the app for this company before
 */
record ConsentSituation(
        App app,
        boolean firstParty,
        Prompt prompt,
        String redirectUri,
        List<ProtectedResource> targets,
        Scopes offered,
        PriorConsent prior) {

    ConsentSituation {
        targets = List.copyOf(targets);
    }

    /** Returns what is offered and was allowed before, for every resource that takes it. */
    Scopes known() {
        return prior.known(targets, offered);
    }
}
