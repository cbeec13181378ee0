package dev.drawbridge.examples.cli;

import dev.drawbridge.examples.host.FieldworkConsole;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands about the keys that sign tokens. */
@Command(name = "keys", description = "Lists, rotates and revokes signing keys.", mixinStandardHelpOptions = true)
final class KeysCommands extends Noun {

    private static final String KEYS = "/keys";

    KeysCommands() {}

    @Command(name = "list", description = "Lists the published keys.")
    void list() {
        try (FieldworkConsole console = options().open()) {
            output().list(keys(console), "kid", "algorithm", "state", "createdAt");
        }
    }

    @Command(name = "rotate", description = "Announces a new key, which signs once everybody can know it.")
    void rotate() {
        try (FieldworkConsole console = options().open()) {
            output().done("Announced a new key.", call(console, "POST", KEYS + "/rotate", Map.of()));
        }
    }

    @Command(name = "revoke", description = "Revokes a key: every token that it signed is refused.")
    void revoke(@Parameters(paramLabel = "KID") String kid) {
        try (FieldworkConsole console = options().open()) {
            Map<String, Object> result = call(console, "POST", KEYS + "/" + segment(kid) + "/revoke", Map.of());
            output().done("Revoked " + kid + ".", result);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> keys(FieldworkConsole console) {
        return (List<Map<String, Object>>)
                call(console, "GET", "/system", Map.of()).getOrDefault("keys", List.of());
    }
}
