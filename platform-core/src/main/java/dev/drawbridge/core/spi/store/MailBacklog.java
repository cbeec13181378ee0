package dev.drawbridge.core.spi.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in the mail outbox, for operators.
 *
 * @param waiting how many mails wait to be sent
 * @param retried how many of them were tried before
 * @param failed how many were given up and are still remembered
 * @param oldest when the oldest waiting one was written, or null if none waits
 */
public record MailBacklog(
        long waiting, long retried, long failed, @Nullable Instant oldest) {}
