package dev.drawbridge.examples.host;

import dev.drawbridge.core.spi.site.Landing;
import java.net.URI;
import java.util.List;

/** What Fieldwork says of its API on the portal's start page. */
final class StartPage {

    private static final String RESPONSE = """
            HTTP/1.1 200 OK
            RateLimit: "hour";r=499;t=3600

            {
              "tickets": [
                {
                  "id": "ticket_01M8FXA3YPQK",
                  "title": "Leaking valve, building 12",
                  "priority": "high",
                  "status": "in_progress"
                }
              ]
            }""";

    private StartPage() {}

    static Landing at(URI publicUrl) {
        String tickets = publicUrl + "/api/v1/tickets";
        return Landing.of(
                        "Build the tools field service teams are missing",
                        "Read and write tickets, jobs and invoices for every Fieldwork company that connects your app.")
                .eyebrow("Fieldwork API")
                .facts(List.of("REST and JSON", "OAuth 2.1", "Signed webhooks"))
                .sample("curl", "curl " + tickets + " \\\n  -H \"Authorization: Bearer $ACCESS_TOKEN\"", RESPONSE)
                .sample(
                        "JavaScript",
                        "const response = await fetch(\"" + tickets
                                + "\", {\n  headers: { Authorization: `Bearer ${accessToken}` },\n});",
                        RESPONSE)
                .tile(
                        "Sync an ERP or CRM",
                        "Keep invoices and contacts in step.",
                        List.of("invoices.read", "contacts.write"))
                .tile("Dispatch and scheduling", "React when a job is created or completed.", List.of("job.completed"))
                .tile("Reporting", "A machine app that exports every night, without a user.", List.of("invoices.read"))
                .tile("AI assistants", "Connect any MCP client.", List.of("mcp:read", "mcp:write"));
    }
}
