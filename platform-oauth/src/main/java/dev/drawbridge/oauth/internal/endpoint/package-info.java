/**
 * What concerns all endpoints of the server: which origins may call them ({@code ClientOrigins}) and what the server, as
 * it is configured, has of published standards ({@code ReadinessRules}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.endpoint;

import org.jspecify.annotations.NullMarked;
