package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the class files do not show: the size of the source files and the maps of the packages. */
class SourceTreeTest {

    private static final int MOST_LINES = 400;

    private static Path root;
    private static List<Path> sources;

    @BeforeAll
    static void findSources() throws IOException {
        root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("platform-core"))) {
            root = root.getParent();
        }
        try (Stream<Path> modules = Files.walk(root, 2)) {
            sources = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceTreeTest::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(sources.stream().map(file -> root.relativize(file).getName(0).toString()))
                .contains(
                        "platform-core",
                        "platform-oauth",
                        "platform-ratelimit",
                        "platform-webhooks",
                        "platform-jdbi-store",
                        "platform-testkit",
                        "examples");
    }

    @Test
    void noFileIsLongerThanItsReadersPatience() {
        assertThat(those(sources.stream(), file -> lines(file) > MOST_LINES))
                .as("files of more than %d lines", MOST_LINES)
                .isEmpty();
    }

    @Test
    void coreKnowsNoPathOfTheAuthorizationServer() {
        Stream<Path> core =
                sources.stream().filter(file -> root.relativize(file).startsWith("platform-core"));
        assertThat(those(
                        core,
                        file -> read(file).contains("\"/oauth") || read(file).contains("\"/.well-known/")))
                .as("files of core that name a path of the authorization server")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatIsInItAndIsNullMarked() {
        Stream<Path> packages = sources.stream().map(Path::getParent).distinct();
        assertThat(those(packages, folder -> !isDescribed(folder.resolve("package-info.java"))))
                .as("packages without a @NullMarked package-info that begins with Javadoc")
                .isEmpty();
    }

    private static List<String> those(Stream<Path> files, Predicate<Path> condition) {
        return files.filter(condition)
                .map(file -> root.relativize(file).toString())
                .sorted()
                .toList();
    }

    private static boolean isDescribed(Path packageInfo) {
        return Files.isRegularFile(packageInfo)
                && read(packageInfo).startsWith("/**")
                && read(packageInfo).contains("@NullMarked");
    }

    private static long lines(Path file) {
        return read(file).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
