/**
 * The stores of core and of developer accounts on a database. Entry points: {@code JdbiCoreStores}, {@code
 * JdbiAccountStores}.
 */
@NullMarked
package dev.drawbridge.jdbi.internal.core;

import org.jspecify.annotations.NullMarked;
