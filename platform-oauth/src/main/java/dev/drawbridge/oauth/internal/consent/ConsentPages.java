package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.spi.Interaction;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The pages that one visit can lead to: consent, a closed {@link CompanyGate}, or a dead end. */
public final class ConsentPages {

    private final ConsentRenderer consent;
    private final GatePages gate;
    private final DeadEndPages deadEnds;
    private final Interactions interactions;
    private final ConsentFormTokens tokens;
    private final URI issuer;

    /**
     * Puts the pages together.
     *
     * @param consent the consent page, the default one or the host's
     * @param gate the pages of a closed gate
     * @param deadEnds the pages where nothing can be decided
     * @param interactions requests on their way
     * @param tokens the tokens of forms
     * @param issuer the issuer, as in the metadata
     */
    public ConsentPages(
            ConsentRenderer consent,
            GatePages gate,
            DeadEndPages deadEnds,
            Interactions interactions,
            ConsentFormTokens tokens,
            URI issuer) {
        this.consent = consent;
        this.gate = gate;
        this.deadEnds = deadEnds;
        this.interactions = interactions;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    /** Asks the user. */
    Response ask(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors) {
        return consent.show(visit, open, situation, errors);
    }

    /** Says why the user may not grant access yet, and what they can do. */
    Response closed(Visit visit, CompanyGate.Passage passage, FieldErrors errors) {
        String path = ConsentEndpoint.path(visit.interaction().id());
        GatePages.Origin origin = new GatePages.Origin(
                visit.request(),
                visit.app(),
                visit.user(),
                new GatePages.ChooserForm(path + "/company", tokens.ofChoice(visit), List.of()),
                path + "?choose=company",
                reason -> deadEnds.returnTo(
                        visit.app(), visit.response(issuer).errorLocation(OAuthError.ACCESS_DENIED, reason)));
        return gate.closed(passage, origin, errors);
    }

    /** Says that somebody else decided first, or time ran out, between reading and writing. */
    Response lost(Visit visit) {
        Optional<Interaction> now = interactions.reload(visit.interaction());
        if (now.isPresent() && now.get().consumed()) {
            return deadEnds.completed(visit.request(), visit.app());
        }
        return now.isPresent() && interactions.expired(now.get())
                ? deadEnds.expired(visit.request(), now.get(), visit.app(), true)
                : deadEnds.outdated(visit);
    }

    /** Says that the form belongs to another user or company than the present one. */
    Response outdated(Visit visit) {
        return deadEnds.outdated(visit);
    }
}
