package dev.drawbridge.examples.host;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.AppDraft;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.AuthorizationServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Creates or updates the apps of the file that {@code PROVISION} names, through the registry as everybody does. The same
 * file again changes nothing. Apps that are no longer in the file stay as they are.
 */
final class Provisioning {

    private static final Actor ACTOR = new Actor("operator", "provision", null, null);

    private final Environment env;
    private final AuthorizationServer server;
    private final People people;

    Provisioning(Environment env, AuthorizationServer server, People people) {
        this.env = env;
        this.server = server;
        this.people = people;
    }

    /**
     * Applies a file. If an entry cannot be read, nothing is applied.
     *
     * @param file a JSON array of apps
     * @throws ConfigurationException listing the problems of all entries, each with its number and client id
     */
    void apply(Path file) {
        List<String> problems = new ArrayList<>();
        Map<String, ProvisionedApp> apps = read(file, problems);
        if (problems.isEmpty()) {
            apps.forEach((label, app) -> attempt(label, () -> apply(app), problems));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Says what could not be read, field by field. */
    static String describe(ProblemException e) {
        return describe(e.problem().errors(), e.problem().detail());
    }

    private static String describe(List<FieldError> errors, String detail) {
        return errors.isEmpty()
                ? detail
                : errors.stream()
                        .map(error -> error.field() + ": " + error.message())
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, ProvisionedApp> read(Path file, List<String> problems) {
        Map<String, ProvisionedApp> apps = new LinkedHashMap<>();
        List<?> entries = entries(file, problems);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Map<?, ?> members) {
                String label = "PROVISION, entry " + (i + 1) + " (" + members.get("clientId") + ")";
                attempt(label, () -> apps.put(label, ProvisionedApp.read(members)), problems);
            } else {
                problems.add("PROVISION, entry " + (i + 1) + ": it is no JSON object.");
            }
        }
        long different =
                apps.values().stream().map(ProvisionedApp::clientId).distinct().count();
        if (different < apps.size()) {
            problems.add("PROVISION: two entries have the same clientId.");
        }
        return apps;
    }

    private static List<?> entries(Path file, List<String> problems) {
        try {
            // Editors of one platform begin each file with a byte-order mark, which no JSON text has (RFC 8259 §8.1).
            String text = Files.readString(file).replaceFirst("^\uFEFF", "");
            // The parser takes objects only.
            Map<String, Object> wrapped = Json.readObject("{\"apps\":" + text + "}")
                    .only(Set.of("apps"))
                    .toMap();
            if (wrapped.get("apps") instanceof List<?> list) {
                return list;
            }
        } catch (IOException e) {
            problems.add("PROVISION: the file " + file + " cannot be read.");
            return List.of();
        } catch (ProblemException e) {
            // Reported below, together with JSON that is no array.
        }
        problems.add("PROVISION: the file " + file + " must be a JSON array of apps.");
        return List.of();
    }

    private static void attempt(String label, Runnable work, List<String> problems) {
        try {
            work.run();
        } catch (AppRefusedException e) {
            problems.add(label + ": " + describe(e.errors(), e.refusal().detail()));
        } catch (ProblemException e) {
            problems.add(label + ": " + describe(e));
        } catch (IllegalArgumentException e) {
            problems.add(label + ": " + e.getMessage() + ".");
        }
    }

    private void apply(ProvisionedApp wanted) {
        App app = createOrUpdate(wanted);
        Secret secret = wanted.clientSecret();
        if (secret != null) {
            server.secrets().provide(app, secret, ACTOR);
        }
        CompanyId company = wanted.company();
        if (company != null) {
            UserId runAs = Optional.ofNullable(wanted.runAs())
                    .or(() -> people.administrator(company))
                    .orElseThrow(() -> new IllegalArgumentException("company has no administrator, or does not exist"));
            // An installation keeps wildcards; what they cover is asked when a token is issued.
            server.connections().install(app, company, runAs, Scopes.of(wanted.scopes()), ACTOR);
        }
    }

    private App createOrUpdate(ProvisionedApp wanted) {
        try {
            return attempted(wanted);
        } catch (ProblemException e) {
            // Another node applies the same file at the same moment: then what it made is found now.
            if (e.problem().status() != 409 && e.problem().status() != 412) {
                throw e;
            }
            return attempted(wanted);
        }
    }

    private App attempted(ProvisionedApp wanted) {
        Optional<App> existing = env.stores().apps().findByClientId(wanted.clientId());
        if (existing.isEmpty()) {
            AppDraft draft = with(AppDraft.of(wanted.type(), wanted.name()), wanted);
            return server.apps()
                    .register(draft, wanted.security(), DefinedBy.ADMIN, wanted.clientId(), ACTOR)
                    .app();
        }
        App app = existing.get();
        if (app.definedBy() != DefinedBy.ADMIN) {
            throw new IllegalArgumentException("clientId is that of an app which was not provisioned");
        }
        if (app.type() != wanted.type()) {
            throw new IllegalArgumentException("type cannot be changed; use another clientId");
        }
        return same(app, wanted)
                ? app
                : server.apps()
                        .edit(app, with(AppDraft.from(app), wanted), wanted.security(), ACTOR)
                        .app();
    }

    private static AppDraft with(AppDraft.Builder draft, ProvisionedApp wanted) {
        return draft.name(wanted.name())
                .redirectUris(wanted.redirectUris())
                .scopes(wanted.scopes())
                .build();
    }

    private static boolean same(App app, ProvisionedApp wanted) {
        return app.profile().name().equals(wanted.name())
                && app.access().redirectUris().equals(wanted.redirectUris())
                && new TreeSet<>(app.access().scopes().names()).equals(new TreeSet<>(wanted.scopes()))
                && app.security().equals(wanted.security());
    }
}
