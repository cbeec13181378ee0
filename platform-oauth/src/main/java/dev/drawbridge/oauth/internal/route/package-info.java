/**
 * Where the authorization server's endpoints and pages are ({@code OAuthPaths}), and by which names other parts and the
 * metadata find them ({@code EndpointName}). What responds there is in the packages of the features.
 */
@NullMarked
package dev.drawbridge.oauth.internal.route;

import org.jspecify.annotations.NullMarked;
