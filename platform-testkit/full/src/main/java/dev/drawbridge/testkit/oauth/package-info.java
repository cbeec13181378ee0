/**
 * What every implementation of the authorization server's stores must do, as JUnit tests, and {@link
 * dev.drawbridge.testkit.oauth.ReadinessAssert}, which judges a host's configuration.
 */
@NullMarked
package dev.drawbridge.testkit.oauth;

import org.jspecify.annotations.NullMarked;
