package canary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;

/** Live traffic, a recording and a simulation are judged alike only by code that does no I/O. */
class PureTest {

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("canary");

    @Test
    void knows_only_arithmetic_and_collections() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        "canary.stats..",
                                        "canary.judge..",
                                        "canary.counters..",
                                        "canary.gates..",
                                        "canary.verdict..",
                                        "java.lang..",
                                        "java.math..",
                                        "java.time..",
                                        "java.util",
                                        "java.util.function..",
                                        "java.util.regex..",
                                        "java.util.stream..",
                                        "org.hipparchus..",
                                        "org.jspecify.annotations..",
                                        "com.fasterxml.jackson.annotation..")
                                // A mark: what is judged so far outlives the agent, see 0030.
                                .or(equivalentTo(Serializable.class)))
                .check(CODE);
    }

    @Test
    void has_no_clock_no_threads_and_starts_nothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Clock.class,
                        Thread.class,
                        ThreadLocal.class,
                        Runtime.class,
                        Process.class,
                        ProcessBuilder.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(CODE);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("canary.(*)..").should().beFreeOfCycles().check(CODE);
    }
}
