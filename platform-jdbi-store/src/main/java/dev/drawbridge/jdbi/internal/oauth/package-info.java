/**
 * The stores of the authorization server on a database. Entry point: {@code JdbiOAuthStores}.
 */
@NullMarked
package dev.drawbridge.jdbi.internal.oauth;

import org.jspecify.annotations.NullMarked;
