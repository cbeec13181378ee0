package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that javadoc makes for hosts: everything that they see has a comment, and every link in it leads somewhere. */
class JavadocTest {

    /** A setting of a builder has one sentence, and the parameters of a compact constructor are described at its record. */
    private static final Pattern NEEDS_NO_TAGS = Pattern.compile("public (\\w*Builder \\w+\\(|\\w+ \\{)");

    private static final List<String> OPTIONS =
            List.of("-Xdoclint:all", "-protected", "-quiet", "-notimestamp", "-Xmaxwarns", "2000", "-Xmaxerrs", "2000");

    @Test
    @DisplayName("javadoc has nothing to say about the packages outside internal")
    void isComplete(@TempDir Path pages) throws IOException {
        SourceTree tree = SourceTree.ofThisCheckout();

        assertThat(problems(tree, pages)).isEmpty();
        assertThat(pages.resolve("dev/drawbridge/core/Platform.html")).exists();
    }

    private static List<String> problems(SourceTree tree, Path pages) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, Locale.ROOT, null)) {
            files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(pages));
            boolean finished = javadoc.getTask(
                            new StringWriter(),
                            files,
                            found,
                            null,
                            OPTIONS,
                            files.getJavaFileObjectsFromPaths(published(tree)))
                    .call();
            List<String> problems = found.getDiagnostics().stream()
                    .filter(problem -> problem.getSource() != null || problem.getKind() == Diagnostic.Kind.ERROR)
                    .filter(problem -> !isTagThatSaysNothing(problem))
                    .filter(problem -> !isPrivateState(problem))
                    .map(problem -> where(tree, problem) + " " + problem.getMessage(Locale.ROOT))
                    .toList();
            assertThat(finished || !problems.isEmpty()).as("javadoc ran").isTrue();
            return problems;
        }
    }

    /** The servlet API is not on the path of this module, and examples are no library. */
    private static List<Path> published(SourceTree tree) {
        return tree.main().stream()
                .filter(file -> !file.module().startsWith("examples/"))
                .filter(file -> !(file.packageName() + ".").contains(".internal."))
                .filter(file -> !file.packageName().endsWith(".servlet"))
                .map(file -> tree.root().resolve(file.path()))
                .toList();
    }

    private static boolean isTagThatSaysNothing(Diagnostic<? extends JavaFileObject> problem) {
        String message = problem.getMessage(Locale.ROOT);
        return (message.contains("no @return") || message.contains("no @param"))
                && NEEDS_NO_TAGS.matcher(line(problem)).find();
    }

    /** The fields of exceptions belong to their serialized form; nobody reads that. */
    private static boolean isPrivateState(Diagnostic<? extends JavaFileObject> problem) {
        return problem.getMessage(Locale.ROOT).contains("no comment")
                && line(problem).contains(" private ");
    }

    private static String line(Diagnostic<? extends JavaFileObject> problem) {
        try (Stream<String> lines = Files.lines(Path.of(problem.getSource().toUri()))) {
            return lines.skip(problem.getLineNumber() - 1).findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String where(SourceTree tree, Diagnostic<? extends JavaFileObject> problem) {
        return problem.getSource() == null
                ? ""
                : tree.root().relativize(Path.of(problem.getSource().toUri())) + ":" + problem.getLineNumber();
    }
}
