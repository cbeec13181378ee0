package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.oauth.spi.InitialToken;
import java.time.Duration;
import java.util.List;

/**
 * Makes and revokes the tokens that let clients register (RFC 7591 §3), for the host: the platform gives out none by itself. A
 * token is shown once, when it is made; only its hash is kept. Thread-safe.
 */
public interface InitialAccessTokens {

    /** The most clients that can be registered with one token. */
    int MAX_USES = 10_000;

    /** How long a token can live. */
    Duration MAX_LIFETIME = Duration.ofDays(366);

    /**
     * A token that was made just now.
     *
     * @param token what is kept of it
     * @param secret what the client sends as {@code Authorization: Bearer}, for the only time
     */
    record Issued(InitialToken token, Secret secret) {}

    /**
     * Makes a token.
     *
     * @param label who gets it, 1 to 200 characters
     * @param uses how many clients can be registered with it, from 1 to {@link #MAX_USES}
     * @param lifetime until it is refused, more than zero, at most {@link #MAX_LIFETIME}
     * @param actor who does it
     * @return the token
     * @throws IllegalArgumentException if something is out of its bounds
     */
    Issued issue(String label, int uses, Duration lifetime, Actor actor);

    /**
     * Lists the tokens that may be used, newest first.
     *
     * @return the tokens
     */
    List<InitialToken> list();

    /**
     * Ends a token immediately. Clients that were registered with it stay.
     *
     * @param id which
     * @param actor who does it
     * @return false if there is no such token
     */
    boolean revoke(String id, Actor actor);
}
