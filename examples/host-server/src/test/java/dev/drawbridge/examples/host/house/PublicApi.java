package dev.drawbridge.examples.host.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module shows to those who compile against it, as text: a line per type and per member, in a stable order. */
final class PublicApi {

    private PublicApi() {}

    /**
     * Writes the public surface of packages.
     *
     * @param classes where to look
     * @param packagePrefix the module's base package
     * @return the text; types of {@code internal} packages are no part of it
     */
    static String of(JavaClasses classes, String packagePrefix) {
        return classes.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(packagePrefix + "."))
                .filter(type -> !(type.getPackageName() + ".").contains(".internal."))
                // Its one type needs an API that this module does not have.
                .filter(type -> !type.getPackageName().endsWith(".servlet"))
                .filter(PublicApi::isSeen)
                .sorted(Comparator.comparing(JavaClass::getName))
                .map(type -> describe(type.reflect()))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isSeen(JavaClass type) {
        boolean open = type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                || type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PROTECTED);
        return open
                && !type.isAnonymousClass()
                && type.getEnclosingClass().map(PublicApi::isSeen).orElse(true);
    }

    private static String describe(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(head(type));
        Set<String> members = new TreeSet<>();
        if (!type.isEnum()) {
            seen(type.getDeclaredConstructors()).map(PublicApi::line).forEach(members::add);
        }
        seen(type.getDeclaredFields()).map(PublicApi::line).forEach(members::add);
        seen(type.getDeclaredMethods())
                .filter(method -> !isGenerated(type, method))
                .map(PublicApi::line)
                .forEach(members::add);
        members.forEach(member -> lines.add("    " + member));
        return String.join("\n", lines) + "\n";
    }

    private static String head(Class<?> type) {
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .filter(parent ->
                        !Set.of("java.lang.Object", "java.lang.Record").contains(parent.getTypeName()))
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
        String permitted = type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .map(Class::getName)
                        .collect(Collectors.joining(", "))
                : "";
        return type.toGenericString()
                + (parents.isEmpty() ? "" : " : " + parents)
                + (permitted.isEmpty() ? "" : " permits " + permitted);
    }

    private static <M extends Member & AnnotatedElement> Stream<M> seen(M[] members) {
        Predicate<M> open =
                member -> Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
        Predicate<M> synthetic = Member::isSynthetic;
        return Arrays.stream(members).filter(open.and(synthetic.negate()));
    }

    /** What every enum and record has is no news. */
    private static boolean isGenerated(Class<?> type, Method method) {
        return type.isEnum() && Set.of("values", "valueOf").contains(method.getName())
                || type.isRecord() && Set.of("equals", "hashCode", "toString").contains(method.getName());
    }

    private static String line(Member member) {
        if (member instanceof Constructor<?> constructor) {
            return constructor.toGenericString();
        }
        if (member instanceof Method method) {
            return method.toGenericString();
        }
        return ((Field) member).toGenericString();
    }
}
