package dev.drawbridge.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredLibraryTest {

    private static final RequiredLibrary JACKSON = new RequiredLibrary(
            "Jackson", "com.fasterxml.jackson.core", "jackson-databind", "2.19", "a.JsonNode", "strip");

    @Test
    @DisplayName("What this build uses is new enough")
    void whatIsHereIsNewEnough() {
        assertThat(RequiredLibrary.problemsOfCore()).isEmpty();
    }

    @Test
    @DisplayName("A library without the method that is needed is named, with what was found and what is needed")
    void aLibraryWithoutTheMethodIsNamed() {
        assertThat(JACKSON.problem(new ClassPath(Integer.class, "2.18.2")))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("Jackson 2.18.2", "com.fasterxml.jackson.core:jackson-databind 2.19 or newer")
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.18.9", "2.9", "1.99.0", "2.18.0-rc1"})
    @DisplayName("A library that has the method but says that it is older is refused")
    void anOlderVersionIsRefused(String version) {
        assertThat(JACKSON.problem(new ClassPath(String.class, version)))
                .hasValueSatisfying(problem -> assertThat(problem).contains("Jackson " + version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.19", "2.19.0", "2.22.4", "3.0", "2.100.1-SNAPSHOT"})
    @DisplayName("The least version and newer ones pass")
    void newerVersionsPass(String version) {
        assertThat(JACKSON.problem(new ClassPath(String.class, version))).isEmpty();
    }

    @Test
    @DisplayName("A library that does not tell its version is judged by the method")
    void anUnknownVersionIsJudgedByTheMethod() {
        assertThat(JACKSON.problem(new ClassPath(JACKSON.getClass(), null)))
                .hasValueSatisfying(problem -> assertThat(problem).contains("unknown version"));
        assertThat(JACKSON.problem(new ClassPath(String.class, null))).isEmpty();
    }

    @Test
    @DisplayName("A library that is missing is named")
    void aMissingLibraryIsNamed() {
        assertThat(JACKSON.problem(new ClassPath(null, null)))
                .hasValueSatisfying(problem -> assertThat(problem).contains("Jackson is not on the class path"));
    }

    /** A class path with one library, whose class and version are given. */
    private static final class ClassPath extends ClassLoader {

        private final Class<?> type;
        private final Map<String, String> files;

        ClassPath(Class<?> type, String version) {
            super(null);
            this.type = type;
            this.files = version == null
                    ? Map.of()
                    : Map.of(
                            "META-INF/maven/com.fasterxml.jackson.core/jackson-databind/pom.properties",
                            "version=" + version);
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (type == null) {
                throw new ClassNotFoundException(name);
            }
            return type;
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            String content = files.get(name);
            return content == null ? null : new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
