/** Signed events, sent through an outbox. */
@NullMarked
package dev.drawbridge.webhooks;

import org.jspecify.annotations.NullMarked;
