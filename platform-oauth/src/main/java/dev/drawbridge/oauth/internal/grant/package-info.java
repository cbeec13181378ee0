/**
 * The grants of users and companies: what an app may do for whose data.
 *
 * <p>Entry point: {@code GrantWriter}, which writes grants with their journal entries, for consents and {@code Installations}
 * alike. {@code CompanyConnections} is {@link dev.drawbridge.oauth.Connections}: it lists what is connected and disconnects it.
 *
 * <p>Not here: the pages on which grants are given ({@code oauth.internal.consent}), the end of grants and their tokens ({@code
 * oauth.token}), where grants are kept ({@link dev.drawbridge.core.spi.app.GrantStore}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.grant;

import org.jspecify.annotations.NullMarked;
