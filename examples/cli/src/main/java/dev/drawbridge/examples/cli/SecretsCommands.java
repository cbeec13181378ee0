package dev.drawbridge.examples.cli;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.examples.host.FieldworkConsole;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about client secrets. */
@Command(name = "secrets", description = "Rotates and ends client secrets.", mixinStandardHelpOptions = true)
final class SecretsCommands extends Noun {

    SecretsCommands() {}

    @Command(name = "rotate", description = "Makes a new secret and prints it, once.")
    void rotate(
            @Parameters(paramLabel = "CLIENT_ID") String clientId,
            @Option(
                            names = "--overlap",
                            paramLabel = "DURATION",
                            defaultValue = "P30D",
                            description = "How long the old secret works: P30D by default, PT0S ends it immediately.")
                    Duration overlap,
            @Option(names = "--end-older", description = "End the older of two secrets that work.") boolean endOlder) {
        try (FieldworkConsole console = options().open()) {
            SecretRotator.RotatedSecret rotated = console.server()
                    .secrets()
                    .rotate(AppsCommands.find(console, clientId), overlap, endOlder, "", console.actor());
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("clientSecret", rotated.clientSecret().reveal());
            rotated.previous().ifPresent(previous -> result.put("previous", previous(previous)));
            output().object(
                            options().json()
                                    ? result
                                    : Map.of("clientSecret", String.valueOf(result.get("clientSecret"))));
        }
    }

    @Command(name = "end", description = "Ends a secret immediately.")
    void end(
            @Parameters(paramLabel = "CLIENT_ID") String clientId,
            @Parameters(paramLabel = "LAST4", description = "Its last four characters.") String last4) {
        try (FieldworkConsole console = options().open()) {
            App app = AppsCommands.find(console, clientId);
            List<StoredSecret> found = console.server().secrets().list(app).stream()
                    .filter(secret -> secret.last4().equals(last4))
                    .toList();
            if (found.size() != 1) {
                throw new RefusedException("The app has no secret that ends in " + last4 + ".");
            }
            StoredSecret ended =
                    console.server().secrets().end(app, found.get(0).id(), console.actor());
            output().done("Ended ····" + last4 + ".", Map.of("id", ended.id(), "last4", ended.last4()));
        }
    }

    private static Map<String, @Nullable Object> previous(StoredSecret secret) {
        Map<String, @Nullable Object> previous = new LinkedHashMap<>();
        previous.put("last4", secret.last4());
        previous.put("expiresAt", Objects.toString(secret.expiresAt(), null));
        return previous;
    }
}
