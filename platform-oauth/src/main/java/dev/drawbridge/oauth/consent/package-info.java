/**
 * The pages where users of the host decide: consent, installation, connected apps.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.consent.ConsentEndpoints}, all routes and the one place where refusals become
 * pages. {@code AuthorizationEndpoint} checks a request ({@code AuthorizationRequestReader}, {@code AuthorizationTarget}),
 * keeps it as an interaction bound to the browser ({@code BrowserBinding}) and sends the user through the host's login to
 * {@code ConsentEndpoint}: company, right and plan ({@code CompanyGate}, {@code GatePages}), decision ({@code
 * ConsentPage}, or the host's own {@link dev.drawbridge.oauth.consent.ConsentView}). {@code Consents} keeps it and {@code AuthorizationResponse} carries the code back. {@code InstallEndpoint} is the same for
 * machine apps, without a code. {@code PushedRequestEndpoint} takes requests from apps themselves, before the browser comes
 * with what {@code PushedRequests} kept. {@code UnreviewedApps} is what is different for apps
 * that nobody reviewed.
 *
 * <p>What a user allowed before is not asked again: {@code PriorConsents} finds it, {@code PriorConsent} says whether it
 * answers a request.
 *
 * <p>{@link dev.drawbridge.oauth.consent.Connections} is the service behind {@code ConnectionsEndpoint}, for pages of the
 * host's own. What cannot go on ends in {@code DeadEndPages}. Page models stand beside their templates in {@code
 * src/main/jte/consent}.
 *
 * <p>Not here: users and their login (the host's, asked through {@code HostQueries}), codes and the end of grants ({@code
 * oauth.token}).
 */
@NullMarked
package dev.drawbridge.oauth.consent;

import org.jspecify.annotations.NullMarked;
