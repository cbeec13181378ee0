package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of all codes says what the code does. */
class CodesPageTest {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\|.* \\|");

    private static SourceTree tree;
    private static String page;

    @BeforeAll
    static void write() {
        tree = SourceTree.ofThisCheckout();
        page = new CodesPage(
                        tree,
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .withImportOption(location -> !location.contains("/test-classes/"))
                                .importPackages("dev.drawbridge"))
                .text();
    }

    @Test
    @DisplayName("the page that hosts read is the one that the enums make")
    void page() throws IOException {
        Path agreed = tree.root().resolve("platform-core/docs/codes.md");
        Path written = Files.createDirectories(Path.of("target")).resolve("codes.md");
        Files.writeString(written, page);

        assertThat(Files.exists(agreed) ? Files.readString(agreed) : "")
                .as("%s; if the change is intended, copy %s there", agreed, written)
                .isEqualTo(page);
    }

    @Test
    @DisplayName("every code has a sentence, and no journal action has two meanings")
    void sentences() {
        List<String> rows =
                page.lines().filter(line -> ROW.matcher(line).matches()).toList();
        Map<String, Long> actions = page.substring(page.indexOf("## Journal actions"))
                .lines()
                .filter(line -> ROW.matcher(line).matches())
                .collect(Collectors.groupingBy(line -> line.split("`")[1], Collectors.counting()));

        assertThat(rows).hasSizeGreaterThan(150).noneMatch(row -> row.endsWith("|  |"));
        assertThat(actions).hasSizeGreaterThan(25);
        assertThat(actions.values()).containsOnly(1L);
    }
}
