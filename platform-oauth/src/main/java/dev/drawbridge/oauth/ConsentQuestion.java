package dev.drawbridge.oauth;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.Company;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.app.App;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What a user is asked on the consent page, for a {@link ConsentView}. Immutable.
 *
 * @param reasons why the user is asked; empty only if they allowed the same in another window meanwhile
 * @param client who asks
 * @param user who is asked, logged in to the host
 * @param company for which company
 * @param permissions what can be allowed, and what cannot
 * @param resources what the access is for (RFC 8707)
 * @param destination where the user goes afterwards
 * @param form how the decision is sent
 * @param errors what was wrong with the last decision; empty when the page is shown first
 */
public record ConsentQuestion(
        Set<ConsentReason> reasons,
        Client client,
        HostUser user,
        Company company,
        Permissions permissions,
        List<ProtectedResource> resources,
        Destination destination,
        DecisionForm form,
        List<FieldError> errors) {

    /** Copies set and lists. */
    public ConsentQuestion {
        reasons = Set.copyOf(reasons);
        resources = List.copyOf(resources);
        errors = List.copyOf(errors);
    }

    /**
     * Who asks.
     *
     * @param app as it is registered
     * @param name its name, without characters that rearrange the text around it
     * @param developer who is responsible for it, as far as that was proved: the confirmed address of the developer's account
     * @param changed whether what users see of it is not what this user allowed before
     * @param reviewed whether the host vouches for it; if not, all that {@code app} tells about itself is a stranger's word, so
     *     show none of it as a fact
     * @param anyProgram whether any program on the user's computer could pass itself off as this app
     * @param caution whether the host's policy advises caution with the app's domain
     */
    public record Client(
            App app,
            String name,
            String developer,
            boolean changed,
            boolean reviewed,
            boolean anyProgram,
            boolean caution) {}

    /**
     * What can be allowed, and what cannot.
     *
     * @param asked what is new to the user
     * @param known what the user allowed before and is asked for again
     * @param beyondPlan what was asked for and needs a higher plan
     * @param tier the company's plan
     * @param ticked what is ticked when the page is shown
     */
    public record Permissions(List<Scope> asked, List<Scope> known, List<Scope> beyondPlan, Tier tier, Scopes ticked) {

        /** Copies the lists. */
        public Permissions {
            asked = List.copyOf(asked);
            known = List.copyOf(known);
            beyondPlan = List.copyOf(beyondPlan);
        }
    }

    /**
     * Where the user goes afterwards.
     *
     * @param name the host of the redirect URI, in ASCII, or its scheme
     * @param loopback whether that is a program on the user's own computer
     */
    public record Destination(String name, boolean loopback) {}

    /**
     * How the decision is sent.
     *
     * @param action where it is posted
     * @param token the value of the field {@value #TOKEN}, good for this user, company and app
     * @param otherAccount where another user of the host logs in for the same question
     */
    public record DecisionForm(String action, String token, URI otherAccount) {

        /** The name of the field for the token. */
        public static final String TOKEN = "csrf";
    }
}
