package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.H2Dialect;
import dev.drawbridge.jdbi.internal.sql.PostgresDialect;
import dev.drawbridge.jdbi.internal.sql.Schema;
import dev.drawbridge.jdbi.internal.sql.SchemaStep;
import dev.drawbridge.jdbi.internal.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that all SQL of this module keeps. */
class SqlRulesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/drawbridge/jdbi");
    private static final Path SCHEMAS = Path.of("src/main/resources/dev/drawbridge/jdbi/schema");

    private static final Pattern CLOCK = Pattern.compile(
            "(?<![.\\w])(now\\s*\\(|(current_timestamp|current_date|current_time|localtimestamp|localtime|sysdate|systimestamp"
                    + "|getdate|(clock|statement|transaction)_timestamp)\\b)",
            Pattern.CASE_INSENSITIVE);

    /** The one place that asks the database for the time, and so makes all others need not. */
    private static final String THE_CLOCK = "PostgresClock.java";

    @Test
    void noStatementAsksTheDatabaseForTheTime() throws IOException {
        List<String> offenders = new ArrayList<>();
        for (Path file : files()) {
            if (!file.endsWith(THE_CLOCK)
                    && CLOCK.matcher(Files.readString(file)).find()) {
                offenders.add(file.toString());
            }
        }
        assertThat(offenders).isEmpty();
    }

    @Test
    void theRuleAboutTheTimeCanFail() throws IOException {
        assertThat(CLOCK.matcher(
                                Files.readString(SOURCES.resolve("internal/sql").resolve(THE_CLOCK)))
                        .find())
                .isTrue();
        assertThat(CLOCK.matcher("set at = now()").find()).isTrue();
        assertThat(CLOCK.matcher(".bind(\"now\", claim.now())").find()).isFalse();
    }

    @Test
    void everyTableColumnAndIndexHasThePrefixAndBearsBeingMadeAgain() {
        for (Dialect dialect : List.of(new H2Dialect(), new PostgresDialect())) {
            for (SchemaStep step : Schema.steps(dialect)) {
                assertThat(SqlScript.split(step.sql()))
                        .as(step.file())
                        .isNotEmpty()
                        .allSatisfy(statement -> assertThat(statement.toLowerCase(Locale.ROOT))
                                .matches("(?s)(create (unique )?(table|index) if not exists dp_"
                                        + "|alter table dp_\\w+ add column if not exists "
                                        // Gives an added column its first values.
                                        + "|update dp_\\w+ set ).*"));
            }
        }
    }

    @Test
    void everyFileOfTheFolderIsAStep() throws IOException {
        assertThat(Schema.steps(new H2Dialect()).stream().map(SchemaStep::file)).isEqualTo(names(SCHEMAS));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES);
                Stream<Path> schemas = Files.walk(SCHEMAS)) {
            return Stream.concat(sources, schemas).filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
