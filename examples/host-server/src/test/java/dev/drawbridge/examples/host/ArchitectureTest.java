package dev.drawbridge.examples.host;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;

/** The rules between modules and packages. This module alone sees every production class. */
class ArchitectureTest {

    private static final String CORE = "dev.drawbridge.core..";
    private static final String OAUTH = "dev.drawbridge.oauth..";
    private static final String RATELIMIT = "dev.drawbridge.ratelimit..";
    private static final String WEBHOOKS = "dev.drawbridge.webhooks..";
    private static final String JDBI = "dev.drawbridge.jdbi..";
    private static final String TESTKIT = "dev.drawbridge.testkit..";
    private static final String EXAMPLES = "dev.drawbridge.examples..";

    /** The one type that may read the machine's clock. */
    private static final String CLOCK = "dev\\.drawbridge\\.core\\.spi\\.PlatformClock(\\$.*)?";

    /** The one class that may make a random generator. */
    private static final String RANDOM = "dev.drawbridge.core.EnvironmentBuilder";

    /** The classes that build the objects of a module. */
    private static final Pattern WIRING = Pattern.compile("dev\\.drawbridge\\.\\w+\\.\\w+Wiring(\\$.*)?");

    /**
     * The types that build what is behind them. They are in the package of the values and interfaces that everybody knows,
     * so their own arrows inwards are no circle: nothing that they build may know them in turn.
     */
    private static final DescribedPredicate<JavaClass> ENTRY_TYPES = DescribedPredicate.describe(
            "entry types",
            type -> Stream.of(
                                    "core.AccountSettings",
                                    "core.Admission",
                                    "core.ApiGuard",
                                    "core.DeveloperAccounts",
                                    "core.Environment",
                                    "core.EnvironmentBuilder",
                                    "core.EnvironmentChecks",
                                    "core.MemoryAccountStores",
                                    "core.MemoryCoreStores",
                                    "core.Platform",
                                    "core.SmtpMailer",
                                    "jdbi.JdbiStores",
                                    "jdbi.JoinedConnection",
                                    "oauth.AuthorizationServer",
                                    "oauth.AuthorizationServerBuilder",
                                    "oauth.MemoryOAuthStores",
                                    "oauth.OAuthSettings",
                                    "oauth.PkceTokenEndpoint",
                                    "oauth.remote.JwksAccessTokenVerifier",
                                    "oauth.remote.JwksAccessTokenVerifierBuilder",
                                    "oauth.remote.RemoteApiGuard",
                                    "ratelimit.LimitOverrides",
                                    "ratelimit.MemoryCounterStore",
                                    "ratelimit.MemoryLimitStores",
                                    "ratelimit.RateLimits",
                                    "ratelimit.TierPolicy",
                                    "ratelimit.TierRateLimiter",
                                    "webhooks.MemoryWebhookStores",
                                    "webhooks.WebhookDispatcher",
                                    "webhooks.Webhooks")
                            .anyMatch(entry -> (type.getName() + "$").startsWith("dev.drawbridge." + entry + "$"))
                    || WIRING.matcher(type.getName()).matches());

    /** The stores in memory of the other modules join the transactions of core's, which no interface offers. */
    private static final DescribedPredicate<JavaClass> MEMORY_BUNDLES = DescribedPredicate.describe(
            "bundles of stores in memory", type -> type.getSimpleName().startsWith("Memory"));

    /** Templates become classes of the package of their page models; they are no code of this project. */
    private static final Pattern TEMPLATE = Pattern.compile(".*/Jte[^/]*Generated(\\$[^/]*)?\\.class");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The quick build's folder for them, which ArchUnit does not know.
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.matches(TEMPLATE))
            .importPackages("dev.drawbridge");

    /** A library, the packages of its types, the packages of this project that may know them and those that may show them. */
    private record Library(String name, List<String> types, List<String> knownTo, List<String> shownBy) {

        @Override
        public String toString() {
            return name;
        }

        DescribedPredicate<JavaClass> owns() {
            return resideInAnyPackage(types.toArray(String[]::new)).as("belong to " + name);
        }
    }

    static Stream<Library> libraries() {
        return Stream.of(
                hidden("Jackson", List.of("com.fasterxml.jackson..", "tools.jackson.."), "dev.drawbridge.core.http"),
                hidden("Nimbus", List.of("com.nimbusds.."), "dev.drawbridge.oauth.internal.jwt"),
                hidden("HttpClient 5", List.of("org.apache.hc.."), "dev.drawbridge.core.internal.egress"),
                // Templates call components, and hand them blocks of markup.
                shown("JTE", List.of("gg.jte.."), "dev.drawbridge.core.internal.html"),
                hidden("Jakarta Mail", List.of("jakarta.mail.."), "dev.drawbridge.core.."),
                hidden("Bouncy Castle", List.of("org.bouncycastle.."), CORE, OAUTH),
                hidden("jsoup", List.of("org.jsoup.."), TESTKIT),
                shown("Jedis", List.of("redis.clients.."), "dev.drawbridge.ratelimit.redis"),
                hidden("HikariCP", List.of("com.zaxxer.."), EXAMPLES),
                new Library(
                        "Jdbi",
                        List.of("org.jdbi.."),
                        List.of("dev.drawbridge.jdbi.internal.."),
                        List.of("dev.drawbridge.jdbi.internal.sql")),
                shown("Micrometer", List.of("io.micrometer.."), "dev.drawbridge.core.spi.micrometer"),
                shown("the servlet API", List.of("jakarta.servlet.."), "dev.drawbridge.core.http.servlet"));
    }

    private static Library hidden(String name, List<String> types, String... knownTo) {
        return new Library(name, types, List.of(knownTo), List.of());
    }

    private static Library shown(String name, List<String> types, String by) {
        return new Library(name, types, List.of(by), List.of(by));
    }

    @Nested
    class Modules {

        @Test
        void allOfThemAreSeenByTheseRules() {
            assertThat(Stream.of("core", "oauth", "ratelimit", "webhooks", "jdbi", "testkit", "examples.host"))
                    .allMatch(module -> PRODUCTION.containPackage("dev.drawbridge." + module));
        }

        @Test
        void coreSeesNoOther() {
            check(noArrow(CORE, OAUTH, RATELIMIT, WEBHOOKS, JDBI, TESTKIT, EXAMPLES));
        }

        @Test
        void siblingsNeverSeeEachOther() {
            check(noArrow(OAUTH, RATELIMIT, WEBHOOKS, JDBI, TESTKIT, EXAMPLES));
            check(noArrow(RATELIMIT, OAUTH, WEBHOOKS, JDBI, TESTKIT, EXAMPLES));
            check(noArrow(WEBHOOKS, OAUTH, RATELIMIT, JDBI, TESTKIT, EXAMPLES));
        }

        @Test
        void databaseStoresAndTestkitDoNotSeeEachOther() {
            check(noArrow(JDBI, TESTKIT, EXAMPLES));
            check(noArrow(TESTKIT, JDBI, EXAMPLES));
        }

        @Test
        void theExamplesSeeNothingInternal() {
            check(noClasses()
                    .that()
                    .resideInAPackage(EXAMPLES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.drawbridge..internal.."));
        }

        @Test
        void theExampleHostDoesNotSeeTheTestkit() {
            check(noArrow(EXAMPLES, TESTKIT));
        }

        private ArchRule noArrow(String from, String... to) {
            return noClasses()
                    .that()
                    .resideInAPackage(from)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(to);
        }
    }

    @Nested
    class Packages {

        @Test
        void onlyEntryTypesAndTheWiringSeeTheServicesOfCore() {
            check(noClasses()
                    .that(DescribedPredicate.not(ENTRY_TYPES))
                    .and()
                    .resideOutsideOfPackages("dev.drawbridge.core.internal", TESTKIT, EXAMPLES)
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("dev.drawbridge.core.internal.CoreServices")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("dev.drawbridge.core.Environment"));
        }

        @Test
        void nothingPublicShowsWhatIsInternal() {
            check(members()
                    .that(areSeenByOthers())
                    .and()
                    .areDeclaredInClassesThat(DescribedPredicate.not(resideInAnyPackage("..internal..", TESTKIT)))
                    .and()
                    .areDeclaredInClassesThat(DescribedPredicate.not(MEMORY_BUNDLES))
                    .should(notMention(resideInAnyPackage("dev.drawbridge..internal.."))));
        }

        @Test
        void formNoCycle() {
            check(slices().matching("dev.drawbridge.(**)")
                    .should()
                    .beFreeOfCycles()
                    .ignoreDependency(ENTRY_TYPES, DescribedPredicate.alwaysTrue()));
        }
    }

    @Nested
    class Libraries {

        @ParameterizedTest
        @MethodSource("dev.drawbridge.examples.host.ArchitectureTest#libraries")
        void areKnownToTheirOwnPackagesAlone(Library library) {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackages(library.knownTo().toArray(String[]::new))
                    .should()
                    .dependOnClassesThat(library.owns()));
        }

        @ParameterizedTest
        @MethodSource("dev.drawbridge.examples.host.ArchitectureTest#libraries")
        void appearInNoSignatureThatOthersSee(Library library) {
            DescribedPredicate<JavaClass> mayShowIt =
                    resideInAnyPackage(library.shownBy().toArray(String[]::new));
            check(members()
                    .that(areSeenByOthers())
                    .and()
                    .areDeclaredInClassesThat(DescribedPredicate.not(mayShowIt))
                    .should(notMention(library.owns())));
            check(classes()
                    .that(areOpen())
                    .and(DescribedPredicate.not(mayShowIt))
                    .should()
                    .notBeAssignableTo(library.owns()));
        }

        @Test
        void nobodyFormatsInTheLocaleOfTheJvm() {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage(EXAMPLES)
                    .should()
                    .callMethod(String.class, "formatted", Object[].class)
                    .orShould()
                    .callMethod(String.class, "format", String.class, Object[].class));
        }

        @Test
        void loggersArePrivateStaticFinal() {
            check(fields().that()
                    .haveRawType(Logger.class)
                    .should()
                    .bePrivate()
                    .andShould()
                    .beStatic()
                    .andShould()
                    .beFinal());
        }
    }

    @Nested
    class TimeAndRandomness {

        @Test
        void nobodyReadsTheMachinesClock() {
            check(noClasses()
                    .that()
                    .haveNameNotMatching(CLOCK)
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(OffsetDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone"));
        }

        @Test
        void nobodyMakesARandomGenerator() {
            check(noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(RANDOM)
                    .should()
                    .callConstructor(SecureRandom.class)
                    .orShould()
                    .callMethod(SecureRandom.class, "getInstanceStrong")
                    .orShould()
                    .callConstructor(Random.class)
                    .orShould()
                    .callMethod(ThreadLocalRandom.class, "current")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random"));
        }

        @Test
        void nobodySleeps() {
            check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
        }
    }

    /** Rules hold for packages that have no class yet. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }

    private static DescribedPredicate<JavaMember> areSeenByOthers() {
        return DescribedPredicate.describe(
                "are seen by others", member -> isOpen(member.getModifiers()) && isOpen(member.getOwner()));
    }

    private static DescribedPredicate<JavaClass> areOpen() {
        return DescribedPredicate.describe("are seen by others", ArchitectureTest::isOpen);
    }

    private static boolean isOpen(JavaClass type) {
        return isOpen(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isOpen).orElse(true);
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaMember> notMention(DescribedPredicate<JavaClass> types) {
        return new ArchCondition<>("not mention types that " + types.getDescription()) {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                Set<JavaClass> mentioned = new HashSet<>(member.getAllInvolvedRawTypes());
                if (member instanceof JavaCodeUnit unit) {
                    mentioned.addAll(unit.getExceptionTypes());
                }
                mentioned.stream()
                        .filter(types)
                        .map(type -> SimpleConditionEvent.violated(
                                member, member.getDescription() + " mentions " + type.getName()))
                        .forEach(events::add);
            }
        };
    }
}
