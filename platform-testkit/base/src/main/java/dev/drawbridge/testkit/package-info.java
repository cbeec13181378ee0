/**
 * A platform for tests of hosts, of modules and of storage implementations.
 *
 * <p>Entry point: {@link dev.drawbridge.testkit.TestPlatform}, a whole platform in memory with a {@link
 * dev.drawbridge.testkit.SettableClock}, a {@link dev.drawbridge.testkit.FakeHost} and a {@link
 * dev.drawbridge.testkit.CapturingMailer}. Storage implementations extend the classes of {@code
 * dev.drawbridge.testkit.contract} and, for features, those of {@code dev.drawbridge.testkit.oauth}, {@code .ratelimit} and
 * {@code .webhooks} in the artifact {@code platform-testkit}. {@link dev.drawbridge.testkit.WebhookReceiver} is a real HTTP
 * server on loopback; nothing else opens a socket or waits for real time.
 */
@NullMarked
package dev.drawbridge.testkit;

import org.jspecify.annotations.NullMarked;
