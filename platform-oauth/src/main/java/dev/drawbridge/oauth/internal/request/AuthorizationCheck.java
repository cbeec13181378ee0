package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.internal.request.AuthorizationInput.Endpoint;
import dev.drawbridge.oauth.internal.request.InvalidLinkException.Reason;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One check of an authorization request, a line of {@link AuthorizationChecks}.
 *
 * @param name what must hold, for readers
 * @param stage how much is known of the request before, which decides where the error goes
 * @param endpoints where it is checked
 * @param error the error of a request that does not pass
 * @param page what the page says that replaces the error at the authorization endpoint; null if the app gets the error
 * @param section where it is written
 * @param rule finds the fault
 */
record AuthorizationCheck(
        String name,
        Stage stage,
        Set<Endpoint> endpoints,
        OAuthError error,
        @Nullable Reason page,
        String section,
        Rule rule) {

    /** How much is known of a request. */
    enum Stage {
        /** Nothing yet: which app is it? */
        CLIENT,
        /** The app: where does the response go? */
        REDIRECT,
        /** Both: an error can be sent to the app (RFC 6749 §4.1.2.1). */
        REQUEST
    }

    /** Finds the fault that a check looks for. */
    @FunctionalInterface
    interface Rule {

        /** Returns the {@code error_description}, or null if there is no such fault. */
        @Nullable
        String fault(AuthorizationInput input);
    }

    /** Both endpoints. */
    static final Set<Endpoint> BOTH = EnumSet.allOf(Endpoint.class);

    AuthorizationCheck {
        endpoints = Set.copyOf(endpoints);
    }

    /** Makes a check before the client is known. */
    static AuthorizationCheck client(String name, Reason page, String section, Predicate<AuthorizationInput> holds) {
        return link(name, Stage.CLIENT, page, section, holds);
    }

    /** Makes a check before the redirect URI is known. */
    static AuthorizationCheck redirect(String name, Reason page, String section, Predicate<AuthorizationInput> holds) {
        return link(name, Stage.REDIRECT, page, section, holds);
    }

    private static AuthorizationCheck link(
            String name, Stage stage, Reason page, String section, Predicate<AuthorizationInput> holds) {
        Rule rule = input -> holds.test(input) ? null : page.description();
        return new AuthorizationCheck(name, stage, BOTH, page.error(), page, section, rule);
    }

    /** Makes a check of a request whose error can be sent to the app. */
    static AuthorizationCheck request(
            String name, Set<Endpoint> endpoints, OAuthError error, String section, Rule rule) {
        return new AuthorizationCheck(name, Stage.REQUEST, endpoints, error, null, section, rule);
    }

    /**
     * Throws if a request does not pass.
     *
     * @throws InvalidLinkException at the authorization endpoint, if there is nowhere to send the error to
     * @throws OAuthException otherwise
     */
    void require(AuthorizationInput input) {
        if (!endpoints.contains(input.endpoint())) {
            return;
        }
        String fault = rule.fault(input);
        if (fault == null) {
            return;
        }
        if (page != null && input.endpoint() == Endpoint.AUTHORIZE) {
            throw new InvalidLinkException(page, stage == Stage.CLIENT ? null : input.client());
        }
        throw new OAuthException(error, fault);
    }
}
