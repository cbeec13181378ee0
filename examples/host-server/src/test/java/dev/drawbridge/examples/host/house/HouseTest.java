package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The size of the rooms, and the text of each module's public surface. */
class HouseTest {

    private static final int MOST_FILES_OF_A_PACKAGE = 40;

    private static Figures figures;
    private static JavaClasses production;

    @BeforeAll
    static void look() {
        figures = new Figures(SourceTree.ofThisCheckout());
        production = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages("dev.drawbridge");
    }

    @Test
    @DisplayName("prints its figures, the ten largest files among them")
    void prints() throws IOException {
        String report = figures.report();
        System.out.println(report);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("house.txt"), report);

        assertThat(report).contains("Largest ten files", "platform-oauth");
    }

    @Test
    @DisplayName("no method is longer than a screen")
    void methods() {
        assertThat(figures.longMethods()).isEmpty();
    }

    @Test
    @DisplayName("no constructor takes more than eight values; records of settings and of rows are built by name")
    void constructors() {
        assertThat(figures.wideConstructors()).isEmpty();
    }

    @Test
    @DisplayName("no package has more files than a reader keeps in mind")
    void packages() {
        assertThat(figures.tree().main().stream()
                        .collect(Collectors.groupingBy(SourceFile::packageName, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(room -> room.getValue() > MOST_FILES_OF_A_PACKAGE)
                        .toList())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "platform-core, dev.drawbridge.core",
        "platform-oauth, dev.drawbridge.oauth",
        "platform-ratelimit, dev.drawbridge.ratelimit",
        "platform-webhooks, dev.drawbridge.webhooks",
        "platform-jdbi-store, dev.drawbridge.jdbi"
    })
    @DisplayName("what a module shows is what its api.txt says, so that a change of it is a line in a review")
    void api(String module, String packageName) throws IOException {
        String now = PublicApi.of(production, packageName);
        Path agreed = figures.tree().root().resolve(module).resolve("api.txt");
        Path written = Files.createDirectories(Path.of("target", "api")).resolve(module + ".txt");
        Files.writeString(written, now);

        assertThat(Files.exists(agreed) ? lines(Files.readString(agreed)) : List.of())
                .as("%s; if the change is intended, copy %s there", agreed, written)
                .isEqualTo(lines(now));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
