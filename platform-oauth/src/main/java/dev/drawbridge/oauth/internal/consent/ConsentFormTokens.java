package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.ScopeCatalog;

/** Makes and verifies the tokens of the forms of one visit: each is good for its user, company and app alone. */
public final class ConsentFormTokens {

    private final FormTokens tokens;
    private final ScopeCatalog catalog;

    /**
     * Makes the tokens of consent.
     *
     * @param tokens the tokens of forms
     * @param catalog the scopes of the host
     */
    public ConsentFormTokens(FormTokens tokens, ScopeCatalog catalog) {
        this.tokens = tokens;
        this.catalog = catalog;
    }

    /** Makes the token of the company chooser. */
    String ofChoice(Visit visit) {
        return tokens.issue(visit.choiceBinding());
    }

    /** Makes the token of the consent form. */
    String ofDecision(Visit visit, CompanyId company) {
        return tokens.issue(decision(visit, company));
    }

    boolean verifyChoice(Visit visit, Parameters form) {
        return tokens.verify(visit.choiceBinding(), form.text(FormTokens.FIELD));
    }

    boolean verifyDecision(Visit visit, CompanyId company, Parameters form) {
        return tokens.verify(decision(visit, company), form.text(FormTokens.FIELD));
    }

    private String decision(Visit visit, CompanyId company) {
        return visit.consentBinding(company, PriorConsents.seen(catalog, visit.app()));
    }
}
