package dev.drawbridge.examples.cli;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.examples.host.FieldworkConsole;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands about the journal. */
@Command(name = "audit", description = "Exports the journal.", mixinStandardHelpOptions = true)
final class AuditCommands extends Noun {

    private static final int OK = 200;

    AuditCommands() {}

    @Command(name = "export", description = "Prints the journal as CSV, or with --json one JSON object a line.")
    void export(
            @Option(names = "--actor") @Nullable String actor,
            @Option(names = "--action") @Nullable String action,
            @Option(names = "--target") @Nullable String target) {
        Map<String, String> filters = new LinkedHashMap<>();
        put(filters, "actor", actor);
        put(filters, "action", action);
        put(filters, "target", target);
        try (FieldworkConsole console = options().open()) {
            String type = options().json() ? "application/x-ndjson" : "text/csv";
            Response response = console.call("GET", "/audit" + encoded(filters), type, "");
            if (response.status() != OK) {
                throw new RefusedException("The journal cannot be read: status " + response.status() + ".");
            }
            output().raw(new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }
}
