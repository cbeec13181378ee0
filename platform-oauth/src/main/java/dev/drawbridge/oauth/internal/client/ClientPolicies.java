package dev.drawbridge.oauth.internal.client;

import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.internal.app.ClientRules;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place where it is written what a client and its requests must have, beside credentials that are right: rules of
 * this server and of the app, of which both must be kept. Pure and thread-safe.
 *
 * <p>The guard of the host's API has the same lists of addresses and the same expiry, as it serves other callers, too.
 */
public final class ClientPolicies {

    private final ClientRules rules;
    private final IpAllowList platformAddresses;

    /**
     * Makes the policies.
     *
     * @param rules what this server takes from every client
     * @param platformAddresses where requests of all apps must come from
     */
    public ClientPolicies(ClientRules rules, IpAllowList platformAddresses) {
        this.rules = rules;
        this.platformAddresses = platformAddresses;
    }

    /**
     * Tells whether authorization requests of an app are taken only if they were pushed (RFC 9126 §5, §6).
     *
     * @param app whose requests
     * @return true if this server or the app itself wants that
     */
    public boolean mustPush(App app) {
        return rules.pushedRequests() || app.security().pushedRequestsOnly();
    }

    /**
     * Tells whether a pushed request may have its response sent to a redirect URI.
     *
     * @param named one of the app's own, as the request names it; empty if it names none
     * @return false if this server wants it named and {@code https}
     */
    public boolean takesRedirect(Optional<String> named) {
        return !rules.namedHttpsRedirects()
                || named.filter(uri -> uri.startsWith("https://")).isPresent();
    }

    /**
     * Returns what this server takes from every client.
     *
     * @return the rules
     */
    public ClientRules rules() {
        return rules;
    }

    /**
     * Tells whether an app is the host's own, so that its users are not asked for consent. Clients that registered
     * themselves never are.
     *
     * @param app the app
     * @return true if the host said so
     */
    public boolean firstParty(App app) {
        return app.definedBy() != DefinedBy.DYNAMIC && rules.firstParty().contains(app.clientId());
    }

    /** Whether an app may authenticate at all: it is active and not expired. */
    boolean usable(App app, Instant now) {
        return app.usable(now);
    }

    /** Whether an app may authenticate in a way: exactly the ways that it is registered with (RFC 7591 §2). */
    public boolean mayUse(App app, ClientAuthenticationMethod method) {
        return rules.methods().contains(method) && app.security().allows(method);
    }

    /** Whether an app may use a grant type. */
    public boolean mayUse(App app, GrantType type) {
        return type.allowedTo(app);
    }

    /** Whether requests of an app may come from an address: the platform's list and the app's must both have it. */
    boolean mayComeFrom(App app, InetAddress peer) {
        return platformAddresses.allows(peer) && app.access().allows(peer);
    }

    /** Whether tokens of an app must be bound to a key (RFC 9449 §5.2): the server demands it, or the app of itself. */
    public boolean mustBind(App app) {
        return rules.senderConstrained() || app.security().dpopBound();
    }
}
