package dev.drawbridge.oauth.internal.logo;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.StoredLogo;

/** Serves pictures of apps. Their names are hashes of their content, so browsers keep them for a year. Thread-safe. */
public final class LogoEndpoint {

    // An SVG can be opened as a document: then it may do nothing, and belongs to no origin.
    private static final String NOTHING = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final LogoStore logos;

    /**
     * Makes the endpoint.
     *
     * @param logos keeps the pictures
     */
    public LogoEndpoint(LogoStore logos) {
        this.logos = logos;
    }

    /** Returns its route; strangers have a bounded share of it, because each request reads the store. */
    public Route route() {
        return new Route("GET " + LogoPaths.TEMPLATE, Route.Kind.ASSET, "GET", LogoPaths.TEMPLATE, this::serve, false);
    }

    private Response serve(Request request) {
        StoredLogo logo = logos.find(request.pathParameter(LogoPaths.HASH))
                .orElseThrow(() -> ProblemException.of(404, "not_found", "There is nothing at this address."));
        return Response.bytes(200, logo.mediaType(), logo.content())
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", NOTHING)
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
