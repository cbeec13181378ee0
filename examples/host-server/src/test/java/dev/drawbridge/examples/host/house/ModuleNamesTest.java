package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each jar is called on the module path, where its file name says nothing (JPMS, {@code Automatic-Module-Name}). */
class ModuleNamesTest {

    private static final Pattern NAME = Pattern.compile("<base\\.package>([a-z.]+)</base\\.package>");
    private static final String IN_MANIFEST = "<Automatic-Module-Name>${base.package}</Automatic-Module-Name>";

    private static final SourceTree TREE = SourceTree.ofThisCheckout();
    private static final List<Path> MODULES = SourceTree.modules(TREE.root());

    @Test
    @DisplayName("every module has a name of its own, which the build writes into the manifest")
    void names() {
        assertThat(read(TREE.root().resolve("pom.xml"))).contains(IN_MANIFEST);
        assertThat(MODULES.stream().map(ModuleNamesTest::name).toList())
                .hasSizeGreaterThan(5)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("dev.drawbridge."));
    }

    @Test
    @DisplayName("no two modules have a package in common, which the module path forbids")
    void packages() {
        assertThat(TREE.main().stream()
                        .collect(Collectors.groupingBy(
                                SourceFile::packageName, Collectors.mapping(SourceFile::module, Collectors.toSet())))
                        .entrySet()
                        .stream()
                        .filter(room -> room.getValue().size() > 1)
                        .toList())
                .isEmpty();
    }

    @Test
    @DisplayName("the jars that the build made have these names in their manifests")
    void manifests() {
        assertThat(MODULES)
                .allSatisfy(module -> jar(module)
                        .ifPresent(jar -> assertThat(
                                        manifest(jar).getMainAttributes().getValue("Automatic-Module-Name"))
                                .as("%s", jar)
                                .isEqualTo(name(module))));
    }

    private static String name(Path module) {
        Matcher name = NAME.matcher(read(module.resolve("pom.xml")));
        assertThat(name.find()).as("%s names its base package", module).isTrue();
        return name.group(1);
    }

    /** A build that only tests makes no jars. */
    private static Optional<Path> jar(Path module) {
        Path target = module.resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
