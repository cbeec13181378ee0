package dev.drawbridge.examples.cli;

import dev.drawbridge.examples.host.FieldworkConsole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about developers. */
@Command(
        name = "developers",
        description = "Lists, suspends and unsuspends developers.",
        mixinStandardHelpOptions = true)
final class DevelopersCommands extends Noun {

    private static final String DEVELOPERS = "/developers";

    DevelopersCommands() {}

    @Command(name = "list", description = "Lists developers.")
    void list(
            @Option(names = "--q", description = "Only those whose name or address has this text.") @Nullable
                    String q) {
        try (FieldworkConsole console = options().open()) {
            output().list(
                            all(console, DEVELOPERS, q == null ? Map.of() : Map.of("q", q)),
                            "id",
                            "email",
                            "status",
                            "name");
        }
    }

    @Command(name = "suspend", description = "Ends a developer's sessions and lets them log in no more.")
    void suspend(
            @Parameters(paramLabel = "ADDRESS_OR_ID") String developer,
            @Option(names = "--reason", required = true) String reason,
            @Option(names = "--freeze-apps", description = "Let their apps' tokens fail, too.") boolean freezeApps) {
        try (FieldworkConsole console = options().open()) {
            Map<String, Object> result = call(
                    console,
                    "POST",
                    path(console, developer, "/suspend"),
                    Map.of("reason", reason, "freezeApps", freezeApps));
            output().done("Suspended " + developer + ".", result);
        }
    }

    @Command(name = "unsuspend", description = "Lets a suspended developer log in again.")
    void unsuspend(@Parameters(paramLabel = "ADDRESS_OR_ID") String developer) {
        try (FieldworkConsole console = options().open()) {
            Map<String, Object> result = call(console, "POST", path(console, developer, "/unsuspend"), Map.of());
            output().done("Unsuspended " + developer + ".", result);
        }
    }

    private static String path(FieldworkConsole console, String developer, String action) {
        return DEVELOPERS + "/" + segment(id(console, developer)) + action;
    }

    private static String id(FieldworkConsole console, String developer) {
        if (!developer.contains("@")) {
            return developer;
        }
        List<Map<String, Object>> found = all(console, DEVELOPERS, Map.of("q", developer)).stream()
                .filter(one -> developer.equalsIgnoreCase(String.valueOf(one.get("email"))))
                .toList();
        if (found.isEmpty()) {
            throw new RefusedException("There is no developer " + developer + ".");
        }
        return String.valueOf(found.get(0).get("id"));
    }
}
