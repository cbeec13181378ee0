/** The storage interfaces on H2 and PostgreSQL. */
@NullMarked
package dev.drawbridge.jdbi;

import org.jspecify.annotations.NullMarked;
