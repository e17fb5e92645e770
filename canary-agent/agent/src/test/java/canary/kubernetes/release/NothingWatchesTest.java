package canary.kubernetes.release;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

import org.junit.jupiter.api.Test;

/** A watch ends, expires and goes blind unseen; the agent asks at each tick instead. */
class NothingWatchesTest {

    @Test
    void the_agent_watches_nothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Watcher.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ResourceEventHandler.class)
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("canary"));
    }
}
