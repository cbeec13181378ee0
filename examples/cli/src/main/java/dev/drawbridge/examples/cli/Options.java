package dev.drawbridge.examples.cli;

import dev.drawbridge.examples.host.FieldworkConsole;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The options of all commands. Secrets may come from the environment, so that no list of processes shows them. */
final class Options {

    private static final int KEY_BYTES = 32;

    @Option(
            names = "--database",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:DATABASE_URL}",
            description = "JDBC URL of the platform's database (or DATABASE_URL).")
    private @Nullable String database;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:DATABASE_USER}",
            description = "User of the database (or DATABASE_USER).")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:DATABASE_PASSWORD}",
            description = "Their password (or DATABASE_PASSWORD).")
    private @Nullable String password;

    @Option(
            names = "--master-key",
            paramLabel = "BASE64",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:MASTER_KEY}",
            description = "The platform's master keys, separated by commas (or MASTER_KEY).")
    private @Nullable String masterKey;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:PUBLIC_URL:-http://localhost:8080}",
            description = "Where the platform is, for links in mails (or PUBLIC_URL).")
    private URI publicUrl = URI.create("http://localhost:8080");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, with the names of the JSON API.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Whether JSON is printed. */
    boolean json() {
        return json;
    }

    /** Where the database is. */
    FieldworkConsole.Login database() {
        return new FieldworkConsole.Login(
                given("--database", database), user == null ? "" : user, password == null ? "" : password);
    }

    /** Whether a database was named. */
    boolean namesDatabase() {
        return database != null && !database.isEmpty();
    }

    /** Opens the platform; the operator is who runs the program. */
    FieldworkConsole open() {
        return FieldworkConsole.open(database(), publicUrl, masterKeys(), "cli:" + System.getProperty("user.name"));
    }

    private List<byte[]> masterKeys() {
        List<byte[]> keys = new ArrayList<>();
        for (String text : given("--master-key", masterKey).split(",", -1)) {
            keys.add(key(text.strip()));
        }
        return keys;
    }

    private byte[] key(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == KEY_BYTES) {
                return key;
            }
            Arrays.fill(key, (byte) 0);
        } catch (IllegalArgumentException e) {
            throw malformedKey(e);
        }
        throw malformedKey(null);
    }

    private ParameterException malformedKey(@Nullable Exception cause) {
        return new ParameterException(
                spec.commandLine(), "--master-key takes keys of " + KEY_BYTES + " bytes as base64.", cause);
    }

    private String given(String option, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '" + option + "'");
        }
        return value;
    }
}
