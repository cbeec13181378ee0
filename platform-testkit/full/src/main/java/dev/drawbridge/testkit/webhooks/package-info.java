/** What every implementation of the stores of webhooks must do, as JUnit tests. */
@NullMarked
package dev.drawbridge.testkit.webhooks;

import org.jspecify.annotations.NullMarked;
