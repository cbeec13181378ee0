package dev.drawbridge.examples.cli;

import dev.drawbridge.examples.host.FieldworkConsole;
import dev.drawbridge.jdbi.JdbiStores;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands about the tables of the platform. */
@Command(name = "schema", description = "Checks, prints and creates tables.", mixinStandardHelpOptions = true)
final class SchemaCommands extends Noun {

    SchemaCommands() {}

    @Command(name = "status", description = "Tells whether the tables are those of this version.")
    void status() {
        FieldworkConsole.withDatabase(options().database(), dataSource -> {
            boolean current = JdbiStores.missingSchema(dataSource).isEmpty();
            output().done(
                            current ? "The tables are up to date." : "Tables are missing: run 'schema migrate'.",
                            Map.of("upToDate", current));
        });
    }

    @Command(name = "print", description = "Prints the SQL that creates the tables.")
    void print(
            @Option(names = "--dialect", paramLabel = "postgresql|h2", description = "Otherwise that of --database.")
                    @Nullable
                    String dialect) {
        if (dialect != null) {
            try {
                output().raw(JdbiStores.schema(dialect));
            } catch (IllegalArgumentException e) {
                throw misused("--dialect takes postgresql or h2.");
            }
            return;
        }
        if (!options().namesDatabase()) {
            throw misused("Give --dialect, or --database to take the dialect from.");
        }
        output().raw(JdbiStores.schema(dialectOf(options().database().url())));
    }

    @Command(name = "migrate", description = "Creates what is missing.")
    void migrate() {
        FieldworkConsole.withDatabase(options().database(), dataSource -> {
            boolean missing = !JdbiStores.missingSchema(dataSource).isEmpty();
            JdbiStores.create(dataSource);
            output().done(
                            missing ? "The tables were created." : "The tables were up to date.",
                            Map.of("upToDate", true));
        });
    }

    private String dialectOf(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return "postgresql";
        }
        if (url.startsWith("jdbc:h2:")) {
            return "h2";
        }
        throw misused("--database takes a URL that begins with jdbc:postgresql: or jdbc:h2:.");
    }
}
