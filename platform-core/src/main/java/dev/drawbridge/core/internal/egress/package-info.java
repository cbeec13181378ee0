/**
 * Outbound HTTP to addresses that strangers chose: webhooks ({@code post}) and documents such as keys of clients ({@code get}).
 *
 * <p>Entry point: {@link dev.drawbridge.core.internal.egress.Egress}. {@link dev.drawbridge.core.internal.egress.TargetRules} judges a URL when
 * it is registered, without any look-up. When a request is sent the name is resolved anew, every address is judged, and the
 * connection goes to one of exactly these addresses, so a name that changes its mind (DNS rebinding) gains nothing. Requests
 * of one group may follow each other on a connection, which was judged when it was opened and does not live long. The HTTP
 * library is hidden here because no other offers that hook.
 *
 * <p>Not here: redirects, cookies, proxies, credentials, compression, retries. Who wants a second attempt makes one.
 */
@NullMarked
package dev.drawbridge.core.internal.egress;

import org.jspecify.annotations.NullMarked;
