/**
 * Where users of the host decide: consent, installation, connected apps.
 *
 * <p>Entry point: {@code AuthorizationFlow}, the authorization endpoint from top to bottom. It reads a checked request
 * ({@code oauth.internal.request}), keeps it as an interaction of its browser ({@code Interactions}, {@code BrowserBinding}), sends
 * the user through the host's login, and lets {@code ConsentPolicy} decide on a {@code ConsentSituation} whether to ask.
 * {@code ConsentEndpoint} takes over after every page. {@code CompanyGate} is what the host says first: company, right and
 * plan.
 *
 * <p>{@code Consents} writes a decision together with its code. {@code InstallEndpoint} is the same for machine apps,
 * without a code. {@code PriorConsents} keeps what users allowed before. {@code UnreviewedApps} is what is different for
 * apps that nobody reviewed.
 *
 * <p>{@code ConsentPages} shows what a visit leads to: {@code ConsentPage}, or the host's own {@link
 * dev.drawbridge.oauth.ConsentView} by {@code HostConsentPage}; {@code GatePages} while the gate is closed; {@code
 * DeadEndPages} when nothing can be decided. {@code AppIdentities} tells all of them who an app is, as far as that was
 * proved. Templates are in {@code src/main/jte/internal/consent}, what they say is in {@code messages_en.properties}.
 *
 * <p>{@link dev.drawbridge.oauth.Connections} is the service behind {@code ConnectionsEndpoint}, for pages of the
 * host's own.
 *
 * <p>Not here: grants ({@code oauth.internal.grant}), the check of requests ({@code oauth.internal.request}), users and their login (the
 * host's, asked through {@code HostQueries}), codes and the end of grants ({@code oauth.internal.token}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.consent;

import org.jspecify.annotations.NullMarked;
