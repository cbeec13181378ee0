package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the statements of {@code platform-core/docs/statements} with the tags of the tests, in both directions. */
class StatementsTest {

    private static final Pattern ADVISORY = Pattern.compile("(CVE|GHSA)-.+");
    private static final Pattern ID_IN_A_NAME = Pattern.compile(".*(@DisplayName\\(|^\\s*)\"[A-Z]+-T?\\d+ .*");

    private static SourceTree tree;
    private static Statements statements;
    private static Set<String> tags;

    @BeforeAll
    static void read() throws IOException {
        tree = SourceTree.ofThisCheckout();
        statements = Statements.of(tree);
        tags = tree.tags();
    }

    @Test
    @DisplayName("every line is a statement with an id of its own, and what is not proved yet says why")
    void linesAreStatements() {
        assertThat(statements.unreadable()).isEmpty();
        assertThat(Stream.of(statements.proved(), statements.notProvedYet()).flatMap(List::stream))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("every tag is a statement or an advisory")
    void tagsAreStatements() {
        assertThat(tags.stream()
                        .filter(tag -> !ADVISORY.matcher(tag).matches())
                        .filter(tag -> !statements.proved().contains(tag)
                                && !statements.notProvedYet().contains(tag)))
                .as("tags that no file lists")
                .isEmpty();
    }

    @Test
    @DisplayName("every statement is the tag of a test")
    void statementsAreTags() {
        assertThat(statements.proved().stream().filter(id -> !tags.contains(id)))
                .as("statements that no test is tagged with")
                .isEmpty();
    }

    @Test
    @DisplayName("nothing that a test proves is listed as not proved yet")
    void whatIsProvedIsNotOpen() {
        assertThat(statements.notProvedYet().stream().filter(tags::contains))
                .as("statements to move to their group")
                .isEmpty();
    }

    @Test
    @DisplayName("names of tests are sentences; ids are in tags")
    void namesHaveNoIds() {
        assertThat(tree.all()
                        .flatMap(file -> file.lines().stream()
                                .filter(line -> ID_IN_A_NAME.matcher(line).matches())
                                .map(line -> file.path() + ": " + line.strip())))
                .isEmpty();
    }
}
