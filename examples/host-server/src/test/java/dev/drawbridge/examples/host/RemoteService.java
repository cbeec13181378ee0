package dev.drawbridge.examples.host;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.oauth.remote.JwksAccessTokenVerifier;
import java.net.URI;
import java.util.Map;

/** The README's lines about an API that runs elsewhere, compiled; {@link ReadmeTest} runs and compares them. */
final class RemoteService {

    private RemoteService() {}

    static Handler reports(URI issuer) {
        // begin
        JwksAccessTokenVerifier tokens = JwksAccessTokenVerifier.builder(issuer, URI.create(issuer + "/api/v1"))
                .build();
        Handler reports = tokens.guard().require("tickets.read").around((request, token) -> report(token.company()));
        // end
        return reports;
    }

    private static Response report(CompanyId company) {
        return Response.json(200, Map.of("company", company.value()));
    }
}
