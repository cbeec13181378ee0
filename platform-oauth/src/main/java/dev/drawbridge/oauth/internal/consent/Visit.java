package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.internal.request.AuthorizationResponse;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.SeenApp;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A logged-in user at an open interaction of their own browser.
 *
 * @param request the HTTP request
 * @param interaction neither decided nor expired
 * @param app usable, with the interaction's redirect URI still registered
 * @param user who is logged in to the host now
 */
record Visit(Request request, Interaction interaction, App app, HostUser user) {

    /** Returns the company that this user chose before; another user's choice does not count. */
    @Nullable
    CompanyId chosenCompany() {
        return user.id().equals(interaction.user()) ? interaction.company() : null;
    }

    /** Returns the visit with this user's choice of a company. */
    Visit choosing(CompanyId company) {
        return new Visit(request, interaction.choosing(user.id(), company), app, user);
    }

    /** Returns who decides, for the journal. */
    Actor actor() {
        return Actor.hostUser(user.id(), request);
    }

    /** Returns what sends the response to the app. */
    AuthorizationResponse response(URI issuer) {
        return new AuthorizationResponse(
                issuer,
                interaction.request().redirectUri(),
                interaction.request().state());
    }

    /** What the token of the company chooser is bound to. */
    String choiceBinding() {
        return "company " + interaction.id() + " " + user.id().value();
    }

    /**
     * What the token of the consent form is bound to: it is worth nothing for another user or company, nor if the app became
     * another one under the user's eyes.
     */
    String consentBinding(CompanyId company, SeenApp seen) {
        return "consent " + interaction.id() + " " + user.id().value() + " " + company.value() + " " + seen;
    }
}
