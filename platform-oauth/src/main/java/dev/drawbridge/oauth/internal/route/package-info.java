/**
 * Where the authorization server's endpoints and pages are ({@code OAuthPaths}), and by which names they are found ({@code
 * EndpointNames}). What responds there is in the packages of the features.
 */
@NullMarked
package dev.drawbridge.oauth.internal.route;

import org.jspecify.annotations.NullMarked;
