package dev.drawbridge.oauth.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.oauth.internal.app.RedirectUriTarget;
import dev.drawbridge.oauth.internal.assertion.ClientAssertionTarget;
import dev.drawbridge.oauth.internal.dpop.DpopProofTarget;
import dev.drawbridge.oauth.internal.token.BasicHeaderTarget;
import dev.drawbridge.oauth.internal.token.FormBodyTarget;
import dev.drawbridge.oauth.internal.token.ScopeTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every target of the fuzzer with its corpus, as it is and mutated: the same inputs in every build. CONTRIBUTING.md says how
 * to fuzz for longer, with coverage.
 */
class FuzzTargetsTest {

    private static final long SEED = 20261122;
    private static final int MUTATIONS = 3_000;

    // Each of these costs two signatures.
    private static final int SIGNED_MUTATIONS = 300;

    private static final List<String> WORDS = List.of(
            "\0",
            "%00",
            "%",
            "\r\n",
            ":",
            "=",
            "&",
            "+",
            " ",
            ".",
            "..",
            "/",
            "//",
            "\\",
            "@",
            "#",
            "?",
            "*",
            "[::1]",
            "127.0.0.1",
            "localhost",
            "javascript:",
            "\u00fc",
            "\u202e",
            "\ud83d\ude00",
            "\"",
            "{}",
            "[]",
            "null",
            "1e400",
            "-1",
            "9".repeat(40),
            "a".repeat(300),
            "none",
            "HS256",
            "crit",
            "d",
            "ES256",
            "\\u0000",
            "\\ud800");

    static Stream<Arguments> targets() {
        return Stream.of(
                target(BasicHeaderTarget.class, BasicHeaderTarget::fuzzerTestOneInput, MUTATIONS),
                target(FormBodyTarget.class, FormBodyTarget::fuzzerTestOneInput, MUTATIONS),
                target(ScopeTarget.class, ScopeTarget::fuzzerTestOneInput, MUTATIONS),
                target(RedirectUriTarget.class, RedirectUriTarget::fuzzerTestOneInput, MUTATIONS),
                target(DpopProofTarget.class, DpopProofTarget::fuzzerTestOneInput, SIGNED_MUTATIONS),
                target(ClientAssertionTarget.class, ClientAssertionTarget::fuzzerTestOneInput, SIGNED_MUTATIONS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void standsItsCorpusAndMutationsOfIt(String name, Consumer<byte[]> target, int mutations) throws IOException {
        List<byte[]> corpus = corpus(name);
        corpus.add(new byte[0]);
        corpus.forEach(input -> judge(target, input));
        Random random = new Random(SEED);
        for (int i = 0; i < mutations; i++) {
            byte[] input = corpus.get(random.nextInt(corpus.size()));
            for (int rounds = random.nextInt(4); rounds >= 0; rounds--) {
                input = mutated(input, corpus, random);
            }
            judge(target, input);
        }
    }

    private static Arguments target(Class<?> type, Consumer<byte[]> judge, int mutations) {
        return Arguments.of(type.getSimpleName(), judge, mutations);
    }

    private static List<byte[]> corpus(String name) throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz", name))) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        assertThat(corpus).isNotEmpty();
        return corpus;
    }

    private static void judge(Consumer<byte[]> target, byte[] input) {
        try {
            target.accept(input);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new AssertionError(
                    "With " + HexFormat.of().formatHex(input) + " = " + new String(input, StandardCharsets.UTF_8), e);
        }
    }

    private static byte[] mutated(byte[] input, List<byte[]> corpus, Random random) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + random.nextInt(8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(input, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> bytes.write(random.nextInt(256));
            case 1 -> bytes.writeBytes(WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
            case 2 -> bytes.writeBytes(WORDS.get(random.nextInt(9)).getBytes(StandardCharsets.UTF_8));
            case 3 -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                int from = random.nextInt(other.length + 1);
                bytes.write(other, from, Math.min(other.length - from, random.nextInt(30)));
            }
            default -> bytes.write(input, at, end - at);
        }
        bytes.write(input, end, input.length - end);
        return bytes.toByteArray();
    }
}
