/** The limiter's stores in a database. */
@NullMarked
package dev.drawbridge.jdbi.internal.limit;

import org.jspecify.annotations.NullMarked;
