package dev.drawbridge.examples.cli;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.AppRefusedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program. Its exit status is 0, or 1 if the platform refused something, with the reason on the error output, or 2 if the
 * command line is wrong.
 */
@Command(
        name = "drawbridge",
        description = "Operates a Drawbridge platform on its database.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AppsCommands.class,
            SecretsCommands.class,
            DevelopersCommands.class,
            KeysCommands.class,
            SchemaCommands.class,
            AuditCommands.class
        })
public final class Drawbridge implements Runnable {

    private static final int REFUSED = 1;

    @Mixin
    final Options options = new Options();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Made by {@link #main}. */
    Drawbridge() {}

    /**
     * Runs one command and ends the process with its exit status.
     *
     * @param arguments options, then a command with its own options
     */
    public static void main(String[] arguments) {
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs one command; what it prints goes to these writers. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Drawbridge())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println(reason(failure));
                    return REFUSED;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private static String reason(Exception failure) {
        if (failure instanceof AppRefusedException refused) {
            return refused.errors().isEmpty()
                    ? refused.refusal().detail()
                    : refused.errors().stream()
                            .map(error -> error.field() + ": " + error.message())
                            .collect(Collectors.joining(System.lineSeparator()));
        }
        if (failure instanceof VaultException) {
            return "--master-key does not open what is in the database: " + failure.getMessage() + ".";
        }
        if (failure instanceof StoreUnavailableException) {
            return "--database cannot be reached: " + failure.getMessage();
        }
        boolean worded = failure instanceof RefusedException || failure instanceof ConfigurationException;
        return worded ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
