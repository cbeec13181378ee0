package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the platform is mounted is said once: links, redirects, mails and metadata use the constant. */
class PathLiteralsTest {

    /** The prefixes of mounted paths, and the type that says what is below each. */
    private static final Map<String, String> HOMES = Map.of(
            "/developers", "PortalPaths.java",
            "/oauth", "OAuthPaths.java",
            "/.well-known", "OAuthPaths.java",
            "/api", "AuthorizationServer.java");

    private static final Pattern LITERAL =
            Pattern.compile("[\"'`](?<path>(?<prefix>/(?:developers|oauth|\\.well-known|api))(?![\\w-])[^\"'`\\s]*)");

    private static final List<String> SOURCES = List.of(".java", ".jte", ".properties", ".js");

    /** The path and the places where it is written. */
    private static Map<String, List<String>> literals;

    @BeforeAll
    static void read() {
        literals = new TreeMap<>();
        Path root = SourceTree.ofThisCheckout().root();
        SourceTree.modules(root).stream()
                .filter(PathLiteralsTest::isPlatform)
                .flatMap(module -> sources(module.resolve("src/main")))
                .forEach(PathLiteralsTest::read);
    }

    @Test
    @DisplayName("no literal path occurs twice")
    void once() {
        assertThat(literals.entrySet().stream()
                        .filter(literal -> literal.getValue().size() > 1)
                        .toList())
                .as("use the constant")
                .isEmpty();
    }

    @Test
    @DisplayName("each prefix has one home, so core knows no path of the authorization server")
    void home() {
        TreeSet<String> astray = new TreeSet<>();
        literals.forEach((path, places) -> places.stream()
                .filter(place -> !place.equals(home(path)))
                .forEach(place -> astray.add(path + " in " + place)));
        assertThat(astray).isEmpty();
        assertThat(literals).containsKeys("/developers/api/v1", "/oauth/token", "/api/v1");
    }

    /** The test kit speaks to the platform from outside, as a host's tests do, and so says the paths itself. */
    private static boolean isPlatform(Path module) {
        String path = module.toString();
        return module.getFileName().toString().startsWith("platform-") && !path.contains("testkit");
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> SOURCES.stream().anyMatch(file.toString()::endsWith)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file) {
        try {
            String code = Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().startsWith("*"))
                    .collect(Collectors.joining("\n"));
            Matcher matcher = LITERAL.matcher(code);
            while (matcher.find()) {
                literals.computeIfAbsent(matcher.group("path"), any -> new ArrayList<>())
                        .add(file.getFileName().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String home(String path) {
        return HOMES.entrySet().stream()
                .filter(home -> path.startsWith(home.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
