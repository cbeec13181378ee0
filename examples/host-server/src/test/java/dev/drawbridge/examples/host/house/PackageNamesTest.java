package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comments name packages in code font, which no compiler checks: a package that moved must not leave its old name behind. */
class PackageNamesTest {

    private static final Pattern PACKAGE =
            Pattern.compile("\\{@code ((?:core|oauth|ratelimit|webhooks|jdbi)(?:\\.[a-z]+)+)}");

    @Test
    @DisplayName("every package that a comment names is there")
    void packages() {
        SourceTree tree = SourceTree.ofThisCheckout();
        Set<String> there = tree.main().stream().map(SourceFile::packageName).collect(Collectors.toSet());

        assertThat(tree.main().stream()
                        .flatMap(file -> PACKAGE.matcher(String.join("\n", file.lines()))
                                .results()
                                .map(name -> name.group(1))
                                .filter(name -> !there.contains("dev.drawbridge." + name))
                                .map(name -> file.path() + ": " + name))
                        .toList())
                .isEmpty();
    }
}
