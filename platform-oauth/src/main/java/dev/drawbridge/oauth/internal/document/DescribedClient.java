package dev.drawbridge.oauth.internal.document;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.internal.registration.ClientMetadata;
import dev.drawbridge.oauth.internal.registration.MetadataReader;
import dev.drawbridge.oauth.internal.registration.RegistrationRefusedException;

/** What a document says, as far as that can be judged without the rules of every app (draft §4). */
final class DescribedClient {

    private DescribedClient() {}

    /**
     * Reads a document.
     *
     * @throws RegistrationRefusedException with what is wrong with it
     */
    static ClientMetadata read(DocumentUrl url, String text, MetadataReader reader) {
        try {
            JsonObject document = Json.readObject(text);
            // Simple string comparison (RFC 3986 §6.2.1): a document is about its own address and no other.
            if (!document.text("client_id")
                    .filter(url.clientId().value()::equals)
                    .isPresent()) {
                throw invalid("The client_id of the document is missing or another.");
            }
            if (document.text("client_name").filter(name -> !name.isBlank()).isEmpty()) {
                throw invalid("The document has no client_name.");
            }
            // Everybody can read the document, so nothing in it is a secret.
            if (document.has("client_secret") || document.has("client_secret_expires_at")) {
                throw invalid("The document has a client secret.");
            }
            ClientMetadata metadata = reader.read(document);
            if (metadata.security().usesSecret()) {
                throw invalid("A described client authenticates with none or private_key_jwt.");
            }
            if (metadata.security().allows(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                    && metadata.security().jwks() == null
                    && metadata.security().jwksUri() == null) {
                throw invalid("A client with private_key_jwt needs jwks or jwks_uri.");
            }
            return metadata;
        } catch (ProblemException e) {
            throw invalid("The document is not JSON, or a member has the wrong type.");
        }
    }

    private static RegistrationRefusedException invalid(String description) {
        return RegistrationRefusedException.invalidMetadata(description);
    }
}
