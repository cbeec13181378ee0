/**
 * Clients that describe themselves in a document at their client id (draft-ietf-oauth-client-id-metadata-document): nobody
 * registers them, the server reads the document when a user comes with such an id.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.internal.document.ClientDocuments}, which {@code oauth.internal.consent} asks before it judges an
 * authorization request. Which documents count is up to the host's {@link dev.drawbridge.oauth.ClientDocumentPolicy}.
 *
 * <p>Flow: {@code DocumentUrl} tells a document's URL from other client ids; {@code ClientDocuments} fetches it through the egress
 * guard, few at a time; {@code DescribedClient} reads it; {@code DescribedApps} keeps what it says as an app without an owner, so
 * that grants, codes and tokens know no difference. The app expires some days after its document was last read, so a client
 * whose document is gone ends by itself; {@code DocumentRefresh} reads the documents of connected clients again before that.
 *
 * <p>Not here: the meaning of single members ({@code oauth.internal.registration}), the rules of every app ({@code oauth.internal.app}). The token
 * endpoint and pushed requests never fetch: to them a client is known or it is not.
 */
@NullMarked
package dev.drawbridge.oauth.internal.document;

import org.jspecify.annotations.NullMarked;
