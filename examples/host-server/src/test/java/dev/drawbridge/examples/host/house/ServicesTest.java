package dev.drawbridge.examples.host.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Services speak their own language: they refuse with codes, and each surface turns these into HTTP in one place. */
class ServicesTest {

    /** What works behind the surfaces. Surfaces are the edge, the guard, the portal and the endpoints. */
    private static final String[] SERVICES = {
        "dev.drawbridge.core.internal.account..",
        "dev.drawbridge.core.internal.cache..",
        "dev.drawbridge.core.internal.change..",
        "dev.drawbridge.core.internal.cluster..",
        "dev.drawbridge.core.internal.egress..",
        "dev.drawbridge.core.internal.journal..",
        "dev.drawbridge.core.internal.mail..",
        "dev.drawbridge.core.internal.memory..",
        "dev.drawbridge.core.internal.name..",
        "dev.drawbridge.core.internal.secret..",
        "dev.drawbridge.core.internal.share..",
        "dev.drawbridge.core.internal.throttle..",
        "dev.drawbridge.core.internal.time..",
        "dev.drawbridge.core.internal.usage..",
        "dev.drawbridge.oauth.internal.jwk..",
        "dev.drawbridge.oauth.internal.memory..",
        "dev.drawbridge.webhooks.internal.delivery..",
        "dev.drawbridge.webhooks.internal.endpoint..",
        "dev.drawbridge.webhooks.internal.memory..",
        "dev.drawbridge.jdbi..",
    };

    /** It reads requests, and leaves it to the edge and the pages how their refusal looks. */
    private static final String CROSS_SITE_CHECK = "dev.drawbridge.core.internal.csrf..";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The quick build's folder for them, which ArchUnit does not know.
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.drawbridge");

    @Test
    void refuseWithCodesOfTheirOwn() {
        services(CROSS_SITE_CHECK)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.drawbridge\\.core\\.http\\.Problem.*")
                .check(PRODUCTION);
    }

    @Test
    void areGivenValuesAndNoRequest() {
        services()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.drawbridge\\.core\\.http\\.(Request|Response|Handler|Route|Cookie).*")
                .check(PRODUCTION);
    }

    /** The tab of an app is a surface, although it stands beside the service that it shows. */
    private static GivenClassesConjunction services(String... more) {
        return noClasses()
                .that()
                .resideInAnyPackage(Stream.concat(Arrays.stream(SERVICES), Arrays.stream(more))
                        .toArray(String[]::new))
                .and()
                .areNotAssignableTo("dev.drawbridge.core.spi.AppPanel");
    }
}
