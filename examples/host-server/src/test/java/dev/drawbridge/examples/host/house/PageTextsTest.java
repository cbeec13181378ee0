package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pages say is in the messages of their package, nowhere else. */
class PageTextsTest {

    private static final String MESSAGES = "messages_en.properties";
    private static final Pattern USE =
            Pattern.compile("\\btext(?:\\(\\))?\\s*\\.(?:of|html)\\(\\s*\"([A-Za-z0-9_.-]+)\"(\\s*\\+)?");
    private static final Pattern NO_TEXT = Pattern.compile(
            "<!--(?s:.*?)-->|<%--(?s:.*?)--%>|^@(?:param|import).*$|@(?:else\\b|endif|endfor)", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("@(?:if|elseif|for|template[.\\w]*)(?=\\()|!(?=\\{)");
    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\b(?:aria-label|alt|title|placeholder)=\"([^\"$]*\\p{L}[^\"]*)\"");
    private static final Pattern SENTENCE = Pattern.compile("\"[^\"]*\\p{Lu}?\\p{Ll}+ \\p{Ll}+[^\"]*\"");

    private static final Pattern LANGUAGE = Pattern.compile("messages_\\w+\\.properties");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+");

    private static final Path ROOT = SourceTree.ofThisCheckout().root();

    @Test
    @DisplayName("a template has no words of its own")
    void templates() {
        assertThat(files(".jte")
                        .flatMap(file -> words(file).stream().map(word -> relative(file) + ": " + word))
                        .toList())
                .isEmpty();
    }

    @Test
    @DisplayName("a template escapes what it prints, whatever it prints")
    void escaping() {
        assertThat(files(".jte")
                        .filter(file -> read(file).contains("$unsafe"))
                        .map(PageTextsTest::relative)
                        .toList())
                .isEmpty();
    }

    @Test
    @DisplayName("nothing but the components makes markup of a string")
    void markup() {
        assertThat(files(".java")
                        .filter(file -> !file.getParent().endsWith("core/internal/html"))
                        .filter(file -> read(file).contains("Html.trusted("))
                        .map(PageTextsTest::relative)
                        .toList())
                .isEmpty();
    }

    @Test
    @DisplayName("the Java of a page has no sentences")
    void pages() {
        assertThat(files("Page.java")
                        .filter(file -> file.toString().contains("/internal/"))
                        .flatMap(file -> sentences(file).stream().map(line -> relative(file) + ": " + line))
                        .toList())
                .isEmpty();
    }

    @Test
    @DisplayName("every message that a page names is there, and every message is named by a page of its package")
    void keys() {
        List<String> faults = new ArrayList<>();
        files(MESSAGES).forEach(file -> faults.addAll(faults(file)));

        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("an apostrophe in a message is written twice or as a letter, so that none of its pattern is lost")
    void apostrophes() {
        assertThat(files(MESSAGES)
                        .flatMap(file -> messages(file).entrySet().stream()
                                .filter(message -> message.getValue()
                                        .toString()
                                        .replace("''", "")
                                        .contains("'"))
                                .map(message -> relative(file) + ": " + message.getKey()))
                        .toList())
                .isEmpty();
    }

    @Test
    @Tag("A-136")
    @DisplayName("a language has no message that English lacks, and fills in the same values")
    void languages() {
        assertThat(files(".properties")
                        .filter(file ->
                                LANGUAGE.matcher(file.getFileName().toString()).matches())
                        .flatMap(file -> foreign(file).map(key -> relative(file) + ": " + key))
                        .toList())
                .isEmpty();
    }

    private static Stream<String> foreign(Path language) {
        Properties english = messages(language.resolveSibling(MESSAGES));
        Properties other = messages(language);
        return other.stringPropertyNames().stream()
                .filter(key -> !places(other.getProperty(key)).equals(places(english.getProperty(key, "{none}"))));
    }

    private static Set<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> faults(Path messages) {
        String module = relative(messages).substring(0, relative(messages).indexOf("/src/"));
        Path room = ROOT.resolve(module).resolve("src/main/resources").relativize(messages.getParent());
        Path java = ROOT.resolve(module).resolve("src/main/java").resolve(room);
        Path templates = ROOT.resolve(module).resolve("src/main/jte").resolve(room.subpath(3, room.getNameCount()));
        Set<String> used = new TreeSet<>();
        Set<String> families = new TreeSet<>();
        Stream.concat(list(java), list(templates)).forEach(file -> {
            Matcher use = USE.matcher(read(file));
            while (use.find()) {
                (use.group(2) == null ? used : families).add(use.group(1));
            }
        });
        Set<String> there = messages(messages).stringPropertyNames();
        List<String> faults = new ArrayList<>();
        used.stream().filter(key -> !there.contains(key)).forEach(key -> faults.add(room + ": no message " + key));
        families.stream()
                .filter(family -> there.stream().noneMatch(key -> key.startsWith(family)))
                .forEach(family -> faults.add(room + ": no message begins with " + family));
        there.stream()
                .filter(key -> !used.contains(key) && families.stream().noneMatch(key::startsWith))
                .forEach(key -> faults.add(room + ": nobody names " + key));
        return faults;
    }

    private static List<String> words(Path template) {
        String code = read(template);
        List<String> words = new ArrayList<>();
        Matcher spoken = SPOKEN_ATTRIBUTE.matcher(code);
        while (spoken.find()) {
            words.add(spoken.group());
        }
        String rest = withoutExpressions(withoutConditions(NO_TEXT.matcher(code).replaceAll(" ")))
                .replaceAll("(?s)<[^>]*>", " ");
        Matcher word = Pattern.compile("\\p{L}{2,}[^<@$]*").matcher(rest);
        while (word.find()) {
            words.add(word.group().strip());
        }
        return words;
    }

    /** Cuts out what is in parentheses after {@code @if} and the like; of {@code !{...}} it leaves the blocks of markup. */
    private static String withoutConditions(String code) {
        StringBuilder markup = new StringBuilder();
        Matcher begin = CODE.matcher(code);
        int end = 0;
        while (begin.find(end)) {
            markup.append(code, end, begin.start());
            if (code.charAt(begin.end()) == '{') {
                markup.append('$');
                end = begin.end();
            } else {
                end = afterParenthesis(code, begin.end());
            }
        }
        return markup.append(code.substring(end)).toString();
    }

    private static int afterParenthesis(String code, int open) {
        int depth = 0;
        for (int i = open; i < code.length(); i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("A parenthesis is not closed: " + code.substring(open));
    }

    /** Cuts out {@code ${...}}, but not the blocks of markup in it. */
    private static String withoutExpressions(String code) {
        StringBuilder markup = new StringBuilder();
        ArrayList<Boolean> inMarkup = new ArrayList<>(List.of(true));
        for (int i = 0; i < code.length(); i++) {
            boolean here = inMarkup.get(inMarkup.size() - 1);
            if (here && (code.startsWith("${", i) || code.startsWith("$unsafe{", i))) {
                i = code.indexOf('{', i);
                inMarkup.add(false);
            } else if (!here && code.startsWith("@`", i)) {
                i++;
                inMarkup.add(true);
            } else if (inMarkup.size() > 1 && (here ? code.charAt(i) == '`' : code.charAt(i) == '}')) {
                inMarkup.remove(inMarkup.size() - 1);
            } else if (here) {
                markup.append(code.charAt(i));
            }
        }
        return markup.toString();
    }

    private static List<String> sentences(Path java) {
        return read(java)
                .lines()
                .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                .filter(line -> SENTENCE.matcher(line).find())
                .map(String::strip)
                .toList();
    }

    private static Stream<Path> files(String ending) {
        return SourceTree.modules(ROOT).stream()
                .filter(module -> relative(module).startsWith("platform-"))
                .flatMap(module -> {
                    Path main = module.resolve("src/main");
                    try (Stream<Path> walk = Files.isDirectory(main) ? Files.walk(main) : Stream.empty()) {
                        return walk.filter(file -> file.toString().endsWith(ending)).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties messages(Path file) {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String relative(Path file) {
        return ROOT.relativize(file).toString();
    }
}
