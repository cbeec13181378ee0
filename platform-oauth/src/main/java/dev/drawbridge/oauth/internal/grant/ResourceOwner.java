package dev.drawbridge.oauth.internal.grant;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;

/**
 * Who can grant access (RFC 6749 §1.1): a user, for the data of one company.
 *
 * @param user the user
 * @param company the company
 */
public record ResourceOwner(UserId user, CompanyId company) {}
