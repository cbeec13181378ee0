package dev.drawbridge.examples.host;

import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Tier;
import java.util.ArrayList;
import java.util.List;

/** What Fieldwork offers to apps: permissions and events. */
final class Catalog {

    /** Resources that can be read and written; leads can be read only. */
    static final List<String> RESOURCES = List.of("tickets", "jobs", "properties", "estimates", "invoices", "contacts");

    private Catalog() {}

    static ScopeCatalog scopes() {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(Scope.of("leads.read", "Read leads", "See new leads with their contact details."));
        for (String resource : RESOURCES) {
            scopes.add(Scope.of(resource + ".read", "Read " + resource, "See the company's " + resource + "."));
            scopes.add(new Scope(
                    resource + ".write",
                    "Create and change " + resource,
                    "Add " + resource + " and change existing ones.",
                    resource.equals("invoices"),
                    Tier.STARTER));
        }
        scopes.add(Scope.of("mcp:read", "Read through AI assistants", "Let AI assistants read your company's data."));
        scopes.add(new Scope(
                "mcp:write",
                "Change through AI assistants",
                "Let AI assistants create and change records.",
                true,
                Tier.PRO));
        return ScopeCatalog.of(scopes);
    }

    static EventCatalog events() {
        return EventCatalog.of(List.of(
                event("ticket.created"),
                event("ticket.updated"),
                event("job.created"),
                event("job.completed"),
                event("invoice.sent"),
                event("invoice.paid"),
                event("estimate.approved")));
    }

    private static EventType event(String name) {
        String noun = name.substring(0, name.indexOf('.'));
        String verb = name.substring(noun.length() + 1);
        String article = "aeiou".indexOf(noun.charAt(0)) < 0 ? "A " : "An ";
        return new EventType(name, article + noun + " is " + verb, noun + "s.read");
    }
}
