/**
 * The platform that a product embeds, and what all its features share.
 *
 * <h2>Entry point</h2>
 *
 * <p>A host builds an {@link dev.drawbridge.core.Environment} from its own implementations (who is logged in, which
 * companies there are, which plan a company is on), builds the features that it wants on it ({@link
 * dev.drawbridge.core.DeveloperAccounts}, the authorization server, rate limits, webhooks), and collects them with {@link
 * dev.drawbridge.core.Platform#of}. {@link dev.drawbridge.core.Platform#handler} handles every request; {@link
 * dev.drawbridge.core.Platform#guard} protects the host's own API; {@link dev.drawbridge.core.Platform#publish} tells apps
 * what happened.
 *
 * <h2>The flow of a request</h2>
 *
 * <p>An adapter ({@link dev.drawbridge.core.http.jdk}, {@link dev.drawbridge.core.http.servlet}) turns it into a {@link
 * dev.drawbridge.core.http.Request}. The edge gives it an id, finds out who sent it, and renders what goes wrong behind it.
 * The router picks a {@link dev.drawbridge.core.http.Route} and its kind says how it is treated. Portal pages pass the
 * portal's gate (session, app, form token, confirmation); calls of the host's API pass the guard (token, scope, membership,
 * limit). Handlers are plain functions from request to {@link dev.drawbridge.core.http.Response}.
 *
 * <h2>What the host must do</h2>
 *
 * <ul>
 *   <li>keep the master keys: without them, sealed secrets and sessions are lost;
 *   <li>give all nodes the same database and the same settings;
 *   <li>call {@link dev.drawbridge.core.Platform#start} on every node, and stop the server before {@link
 *       dev.drawbridge.core.Platform#close};
 *   <li>implement {@link dev.drawbridge.core.spi.HostSession}, {@link dev.drawbridge.core.spi.HostDirectory}, {@link
 *       dev.drawbridge.core.spi.Plans} and {@link dev.drawbridge.core.spi.Mailer}.
 * </ul>
 *
 * <h2>What it does not do</h2>
 *
 * <p>It has no users of its own besides developers, opens no port, reads no configuration files, terminates no TLS, and
 * starts no threads before {@link dev.drawbridge.core.Platform#start}.
 *
 * <h2>The types here, by the reason that a host has for them</h2>
 *
 * <ul>
 *   <li>To build the platform: {@link Environment}, {@link EnvironmentBuilder}, {@link Platform}; {@link
 *       ConfigurationException} lists everything that is wrong with the settings, {@link VaultException} says at the start
 *       that the master key is another one.
 *   <li>To add a feature, one of its own too: {@link Feature}, {@link Contribution}.
 *   <li>To guard its API: {@link ApiGuard} and {@link ApiGuard.Requirement} around an {@link ApiHandler}; {@link Admission} for
 *       controllers of a framework.
 *   <li>To offer developer accounts: {@link DeveloperAccounts}; {@link DeveloperAccountService} for programs, with the
 *       values that it takes and returns, {@link DeveloperAccountService.Visitor} among them.
 *   <li>To begin without a database, a mail server or a wait: {@link MemoryCoreStores}, {@link MemoryAccountStores}, {@link
 *       SmtpMailer} and {@link ShiftableClock}.
 * </ul>
 *
 * <h2>Where things are</h2>
 *
 * <p>Values are in {@link dev.drawbridge.core.model} and {@link dev.drawbridge.core.http}; what a host or an integrator
 * implements is in {@link dev.drawbridge.core.spi} and the packages below it. Everything below {@code internal} may
 * change with every release. {@code PlatformWiring} and {@code PortalWiring} build what is there.
 */
@NullMarked
package dev.drawbridge.core;

import org.jspecify.annotations.NullMarked;
