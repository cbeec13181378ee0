package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.http.EntityTag;
import dev.drawbridge.core.model.TokenHash;
import java.util.Map;

/** A document that everybody may read and caches may keep for a while: metadata and keys. */
final class PublicDocument {

    private static final String CACHED = "public, max-age=300";

    private PublicDocument() {}

    static Response of(Request request, Map<String, Object> document) {
        String body = Json.write(document);
        EntityTag tag = new EntityTag(TokenHash.of(body).value());
        Response response = tag.known(request) ? Response.empty(304) : Response.of(200, "application/json", body);
        return response.with("Cache-Control", CACHED).with("ETag", tag.toString());
    }
}
