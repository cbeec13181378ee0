package dev.drawbridge.examples.cli;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.examples.host.FieldworkConsole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about apps. */
@Command(name = "apps", description = "Creates, lists, shows and revokes apps.", mixinStandardHelpOptions = true)
final class AppsCommands extends Noun {

    private static final String APPS = "/apps";
    private static final String CLIENT_ID = "clientId";

    AppsCommands() {}

    @Command(name = "create", description = "Creates an internal app and prints its client id and, once, its secret.")
    void create(
            @Option(names = "--name", required = true) String name,
            @Option(names = "--type", required = true, description = "web, public or machine.") String type,
            @Option(names = "--scopes", required = true, split = ",") List<String> scopes,
            @Option(names = "--redirect-uri", split = ",") @Nullable List<String> redirectUris,
            @Option(names = "--company", description = "Install a machine app for this company.") @Nullable
                    String company,
            @Option(names = "--run-as", description = "As this user; otherwise as an administrator.") @Nullable
                    String runAs) {
        if (runAs != null && company == null) {
            throw misused("--run-as needs --company.");
        }
        if (company != null && !type.equalsIgnoreCase("machine")) {
            throw misused("--company is for machine apps.");
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("type", type);
        body.put("scopes", scopes);
        body.put("redirectUris", redirectUris == null ? List.of() : redirectUris);
        body.put("definedBy", "INTERNAL");
        try (FieldworkConsole console = options().open()) {
            Optional<UserId> user = company == null ? Optional.empty() : Optional.of(member(console, company, runAs));
            Map<String, Object> app = call(console, "POST", APPS, body);
            user.ifPresent(member -> console.server()
                    .connections()
                    .install(
                            find(console, String.valueOf(app.get(CLIENT_ID))),
                            new CompanyId(String.valueOf(company)),
                            member,
                            Scopes.of(scopes),
                            console.actor()));
            output().object(options().json() ? app : shown(app));
        }
    }

    @Command(name = "list", description = "Lists all apps.")
    void list() {
        try (FieldworkConsole console = options().open()) {
            output().list(all(console, APPS, Map.of()), CLIENT_ID, "type", "status", "definedBy", "name");
        }
    }

    @Command(name = "show", description = "Shows an app.")
    void show(@Parameters(paramLabel = "CLIENT_ID") String clientId) {
        try (FieldworkConsole console = options().open()) {
            output().object(described(console, clientId));
        }
    }

    @Command(name = "revoke", description = "Ends an app for good: its secrets, tokens and connections.")
    void revoke(@Parameters(paramLabel = "CLIENT_ID") String clientId) {
        try (FieldworkConsole console = options().open()) {
            console.server().apps().revoke(find(console, clientId), console.actor());
            output().done("Revoked " + clientId + ".", described(console, clientId));
        }
    }

    static App find(FieldworkConsole console, String clientId) {
        return console.app(clientId).orElseThrow(() -> new RefusedException("There is no app " + clientId + "."));
    }

    static Map<String, Object> described(FieldworkConsole console, String clientId) {
        return all(console, APPS, Map.of("q", clientId)).stream()
                .filter(app -> clientId.equals(app.get(CLIENT_ID)))
                .findFirst()
                .orElseThrow(() -> new RefusedException("There is no app " + clientId + "."));
    }

    private static UserId member(FieldworkConsole console, String company, @Nullable String runAs) {
        return console.member(new CompanyId(company), Optional.ofNullable(runAs))
                .orElseThrow(() -> new RefusedException(
                        runAs == null
                                ? "The company " + company + " does not exist, or has no administrator."
                                : "The user " + runAs + " is no member of the company " + company + "."));
    }

    private static Map<String, @Nullable Object> shown(Map<String, Object> app) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put(CLIENT_ID, app.get(CLIENT_ID));
        shown.put("clientSecret", app.get("clientSecret"));
        return shown;
    }
}
