package dev.drawbridge.oauth.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import java.time.Instant;

/**
 * What an authorization code stands for (RFC 6749 §4.1.2), fixed when the user agreed.
 *
 * @param app for which app
 * @param grant from which grant
 * @param company for which company's data
 * @param user who agreed
 * @param scopes what was granted, without wildcards
 * @param redirectUri where the code was sent, exactly as it was used (the loopback port included)
 * @param redirectUriSent whether the authorization request named it, so that the token request must match it
 * @param codeChallenge S256 challenge (RFC 7636 §4.2)
 * @param authenticatedAt when the user logged in, {@code auth_time} of the tokens
 */
public record CodeGrant(
        AppId app,
        GrantId grant,
        CompanyId company,
        UserId user,
        Scopes scopes,
        String redirectUri,
        boolean redirectUriSent,
        String codeChallenge,
        Instant authenticatedAt) {}
