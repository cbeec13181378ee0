package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import java.time.Instant;

/**
 * What an authorization code was issued for (RFC 6749 §4.1.2), fixed when the user agreed.
 *
 * @param app for which app
 * @param grant from which grant
 * @param company for which company's data
 * @param user who agreed
 * @param scopes what was granted, without wildcards
 * @param resources for which resources (RFC 8707 §2)
 * @param binding what its redemption must match
 * @param authenticatedAt when the user logged in, {@code auth_time} of the tokens
 */
public record CodeGrant(
        AppId app,
        GrantId grant,
        CompanyId company,
        UserId user,
        Scopes scopes,
        Resources resources,
        CodeBinding binding,
        Instant authenticatedAt) {
    /**
     * Returns this grant for other resources.
     *
     * @param value for which resources
     * @return the copy
     */
    public CodeGrant withResources(Resources value) {
        return new CodeGrant(app, grant, company, user, scopes, value, binding, authenticatedAt);
    }

    /**
     * Returns this grant with another binding.
     *
     * @param value what the redemption must match
     * @return the copy
     */
    public CodeGrant withBinding(CodeBinding value) {
        return new CodeGrant(app, grant, company, user, scopes, resources, value, authenticatedAt);
    }
}
