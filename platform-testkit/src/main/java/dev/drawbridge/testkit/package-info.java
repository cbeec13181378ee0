/** A platform for tests of hosts and of storage implementations. */
@NullMarked
package dev.drawbridge.testkit;

import org.jspecify.annotations.NullMarked;
