package dev.drawbridge.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A library that may be too old: a host's dependency management has the last word on versions, and what is missing would
 * show much later, as a connection that closes or a webhook that is never sent.
 *
 * @param name what people call it
 * @param groupId of its artifact
 * @param artifactId of its artifact
 * @param least the oldest version that works
 * @param type a class of it
 * @param method a method of that class which the oldest version has
 */
public record RequiredLibrary(
        String name, String groupId, String artifactId, String least, String type, String method) {

    private static final List<RequiredLibrary> OF_CORE = List.of(
            new RequiredLibrary(
                    "Jackson",
                    "com.fasterxml.jackson.core",
                    "jackson-databind",
                    "2.19",
                    "com.fasterxml.jackson.databind.JsonNode",
                    "valueStream"),
            new RequiredLibrary(
                    "Apache HttpClient",
                    "org.apache.httpcomponents.client5",
                    "httpclient5",
                    "5.5",
                    "org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder",
                    "buildClassic"),
            new RequiredLibrary("jte", "gg.jte", "jte-runtime", "3.2", "gg.jte.TemplateEngine", "createPrecompiled"));

    /**
     * Returns what is wrong with the libraries of core.
     *
     * @return a sentence for each that is too old or missing
     */
    public static List<String> problemsOfCore() {
        return OF_CORE.stream().flatMap(library -> library.problem().stream()).toList();
    }

    /**
     * Returns what is wrong with this library.
     *
     * @return a sentence with what was found and what is needed; empty if it will do
     */
    public Optional<String> problem() {
        return problem(
                Objects.requireNonNullElse(RequiredLibrary.class.getClassLoader(), ClassLoader.getSystemClassLoader()));
    }

    Optional<String> problem(ClassLoader loader) {
        Class<?> found;
        try {
            found = loader.loadClass(type);
        } catch (ClassNotFoundException e) {
            return Optional.of(name + " is not on the class path: the platform needs " + coordinates());
        }
        String version = version(loader, found);
        boolean capable = Arrays.stream(found.getMethods())
                .anyMatch(each -> each.getName().equals(method));
        if (capable && (version == null || atLeast(version, least))) {
            return Optional.empty();
        }
        return Optional.of(name + " " + (version == null ? "of an unknown version" : version)
                + " is on the class path: the platform needs " + coordinates());
    }

    private String coordinates() {
        return groupId + ":" + artifactId + " " + least + " or newer.";
    }

    private @Nullable String version(ClassLoader loader, Class<?> found) {
        String file = "META-INF/maven/" + groupId + "/" + artifactId + "/pom.properties";
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in != null) {
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version");
            }
        } catch (IOException e) {
            // Then the manifest tells, or nothing does and the method alone decides.
            return null;
        }
        return found.getPackage() == null ? null : found.getPackage().getImplementationVersion();
    }

    /** Compares the leading numbers; what follows them ({@code -rc1}) counts for nothing. */
    private static boolean atLeast(String version, String least) {
        int[] have = numbers(version);
        int[] need = numbers(least);
        for (int i = 0; i < need.length; i++) {
            int part = i < have.length ? have[i] : 0;
            if (part != need[i]) {
                return part > need[i];
            }
        }
        return true;
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("[^0-9]+", -1))
                .filter(part -> !part.isEmpty() && part.length() < 9)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
