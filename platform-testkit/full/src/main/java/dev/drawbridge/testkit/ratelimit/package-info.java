/** What every counter store must do, as JUnit tests. */
@NullMarked
package dev.drawbridge.testkit.ratelimit;

import org.jspecify.annotations.NullMarked;
