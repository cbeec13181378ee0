package dev.drawbridge.oauth;

import dev.drawbridge.core.http.Response;

/**
 * Shows the consent page in the host's own way. Everything before and after it stays as it is: who is asked, what can be
 * allowed, the company's plan, and the check of the decision.
 *
 * <p>The page is a form that posts to {@link ConsentQuestion.DecisionForm#action} with the field {@link
 * ConsentQuestion.DecisionForm#TOKEN} and either {@code decision=allow} and one field {@code scope} for each permission that the
 * user leaves ticked, or {@code decision=deny}. If the decision cannot be taken, the view is asked again, with errors.
 *
 * <p>Implementations are thread-safe and escape every text: name and addresses of the app are what its developer wrote. An
 * exception is a failure of the server.
 */
@FunctionalInterface
public interface ConsentView {

    /**
     * Shows the page.
     *
     * @param question who wants what for which company, and why the user is asked
     * @return a page with status 200, or 422 if there are errors; it is given headers against framing and storing, and a
     *     content security policy unless it brings one
     */
    Response show(ConsentQuestion question);
}
