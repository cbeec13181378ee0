/** What operators see of webhooks: every endpoint and what waits for it, and an end for one that does harm. */
@NullMarked
package dev.drawbridge.webhooks.internal.operator;

import org.jspecify.annotations.NullMarked;
