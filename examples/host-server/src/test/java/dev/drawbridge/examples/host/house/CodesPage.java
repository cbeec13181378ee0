package dev.drawbridge.examples.host.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.drawbridge.core.model.ErrorCode;
import dev.drawbridge.core.spi.JournalAction;
import dev.drawbridge.oauth.OAuthError;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page that lists for hosts what programs can rely on: error codes with their HTTP status, field codes, and the actions of
 * the journal. It is made from the enums, from the mappers that give refusals their status, and from their Javadoc.
 */
final class CodesPage {

    /** Its codes never leave the server: each becomes one of {@link OAuthError}. */
    private static final String NOT_ON_THE_WIRE = "RegistrationRefusal";

    private static final Pattern CONSTANT = Pattern.compile("/\\*\\*\\s*([^*]+?)\\s*\\*/\\s*([A-Z][A-Z0-9_]*)\\(");
    private static final Pattern PROBLEM =
            Pattern.compile("(?:Problem|ProblemException)\\.of\\(\\s*(\\d{3}),\\s*([\"\\w]+),\\s*\"([^\"]+)\"\\s*[,)]");

    private final SourceTree tree;
    private final JavaClasses production;

    CodesPage(SourceTree tree, JavaClasses production) {
        this.tree = tree;
        this.production = production;
    }

    String text() {
        StringBuilder page = new StringBuilder("""
                # Codes

                What programs can rely on: a code that was published keeps its name and its meaning. This page is generated; the
                build fails when it differs from the code.

                """);
        page.append("## OAuth errors\n\nThe member or parameter `error` (RFC 6749 §5.2).\n\n");
        table(page, List.of(OAuthError.class));
        page.append("## Refusals\n\nThe member `code` of a problem (RFC 9457).\n\n");
        table(page, codes(true));
        page.append("### Of all modules\n\n").append("| code | status | |\n| --- | --- | --- |\n");
        literals().forEach(page::append);
        page.append(
                "\n## Field codes\n\nThe member `code` of each entry of `errors`, in a problem `invalid_fields`.\n\n");
        table(page, codes(false));
        page.append(
                "## Journal actions\n\nThe action of a journal entry; `JournalEntry.actionOf` returns the constant.\n\n");
        table(page, enums(JournalAction.class));
        return page.toString().stripTrailing() + "\n";
    }

    /** Codes of refusals have a status, those of fields have none. */
    private List<Class<?>> codes(boolean refusals) {
        return enums(ErrorCode.class).stream()
                .filter(type -> !type.getSimpleName().equals(NOT_ON_THE_WIRE))
                .filter(type -> status(type).isPresent() == refusals)
                .toList();
    }

    private List<Class<?>> enums(Class<?> kind) {
        return production.stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(kind))
                .filter(type -> !type.getPackageName().contains(".testkit"))
                .sorted(Comparator.comparing(JavaClass::getName))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    private void table(StringBuilder page, List<Class<?>> types) {
        for (Class<?> type : types) {
            Map<String, String> sentences = sentences(type);
            Optional<Method> mapper = status(type);
            page.append("### ").append(title(type)).append("\n\n| code | ");
            page.append(mapper.isPresent() ? "status | |\n| --- | --- | --- |\n" : "|\n| --- | --- |\n");
            for (Object constant : type.getEnumConstants()) {
                page.append("| `").append(call(constant, type, "wireName")).append("` | ");
                mapper.ifPresent(method -> page.append(invoke(method, constant)).append(" | "));
                page.append(sentences.getOrDefault(((Enum<?>) constant).name(), ""))
                        .append(" |\n");
            }
            page.append('\n');
        }
    }

    /** What gives the constants of an enum their HTTP status: a method of the enum, or of the one mapper that knows it. */
    private Optional<Method> status(Class<?> type) {
        if (type == OAuthError.class) {
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("status"))
                    .findFirst();
        }
        return production.stream()
                .flatMap(owner -> owner.getMethods().stream())
                .filter(method -> method.getName().equals("status"))
                .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
                .filter(method -> method.getRawParameterTypes().size() == 1
                        && method.getRawParameterTypes().get(0).isEquivalentTo(type))
                .map(method -> method.reflect())
                .findFirst();
    }

    /** The first sentence of each constant's Javadoc. */
    private Map<String, String> sentences(Class<?> type) {
        String text = String.join("\n", source(type).lines());
        int start = text.indexOf("enum " + type.getSimpleName());
        Matcher matcher = CONSTANT.matcher(text.substring(start));
        Map<String, String> sentences = new TreeMap<>();
        while (matcher.find()) {
            String sentence = matcher.group(1)
                    .replaceAll("\\s+", " ")
                    .replaceAll("\\{@(?:code|link) ([^}]+)}", "`$1`")
                    .strip();
            sentences.putIfAbsent(matcher.group(2), sentence);
        }
        return sentences;
    }

    private SourceFile source(Class<?> type) {
        Class<?> outer = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        return tree.main().stream()
                .filter(file -> file.packageName().equals(outer.getPackageName())
                        && file.name().equals(outer.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    /** The problems that handlers, filters and guards make on the spot. */
    private TreeSet<String> literals() {
        TreeSet<String> rows = new TreeSet<>();
        for (SourceFile file : tree.main()) {
            if (!file.module().startsWith("platform-") || file.module().contains("testkit")) {
                continue;
            }
            String text = file.lines().stream()
                    .filter(line -> !line.strip().startsWith("*"))
                    .collect(Collectors.joining("\n"));
            Matcher matcher = PROBLEM.matcher(text);
            while (matcher.find()) {
                resolve(matcher.group(2), text)
                        .ifPresent(code ->
                                rows.add("| `" + code + "` | " + matcher.group(1) + " | " + matcher.group(3) + " |\n"));
            }
        }
        return rows;
    }

    private static Optional<String> resolve(String code, String text) {
        if (code.startsWith("\"")) {
            return Optional.of(code.substring(1, code.length() - 1));
        }
        Matcher constant = Pattern.compile("String " + code + " = \"([^\"]+)\"").matcher(text);
        return constant.find() ? Optional.of(constant.group(1)) : Optional.empty();
    }

    private static String title(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Class<?> named = type; named != null; named = named.getEnclosingClass()) {
            names.add(0, named.getSimpleName());
        }
        return String.join(".", names);
    }

    private static Object call(Object constant, Class<?> type, String name) {
        try {
            return invoke(type.getMethod(name), constant);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object invoke(Method method, Object constant) {
        try {
            method.setAccessible(true);
            return method.getParameterCount() == 0 ? method.invoke(constant) : method.invoke(null, constant);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
