package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.FieldErrors;

/** Shows the consent page. */
@FunctionalInterface
public interface ConsentRenderer {

    /**
     * Shows the page.
     *
     * @param visit who decides on which request
     * @param open for which company, and what it can grant
     * @param situation what was allowed before
     * @param errors what was wrong with the decision before; none when the page is shown first
     * @return the page
     */
    Response show(Visit visit, CompanyGate.Open open, ConsentSituation situation, FieldErrors errors);
}
