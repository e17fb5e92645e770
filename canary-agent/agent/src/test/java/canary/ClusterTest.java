package canary;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** The agent runs in a cluster: without a screen, and versions are processes of others. */
class ClusterTest {

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("canary");

    @Test
    void draws_nothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.awt..", "java.beans..", "javax.imageio..", "javax.swing..")
                .check(CODE);
    }

    /** But those that a plan names, and those of a trial, which is a command of its own. */
    @Test
    void runs_no_programs() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("canary.hooks.CommandRunner")
                .and()
                .resideOutsideOfPackages("canary.trial..", "canary.programs..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(CODE);
    }

    @Test
    void only_a_trial_starts_servers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("canary.trial..", "canary.programs..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("canary.programs..")
                .check(CODE);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("canary.(*)..").should().beFreeOfCycles().check(CODE);
    }
}
