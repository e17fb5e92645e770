package canary;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rooms of all modules of canary-agent; the benchmark, which no module knows, has a test more.
 */
class RoomsTest {
    private static final int FILES_OF_A_PACKAGE = 30;

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("canary");

    /** Each package by itself, those around others too. */
    private static final SliceAssignment PACKAGE =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return type.getPackageName().startsWith("canary")
                            ? SliceIdentifier.of(type.getPackageName())
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            };

    @Test
    void packages_form_no_cycle() {
        slices().assignedFrom(PACKAGE).should().beFreeOfCycles().check(CODE);
    }

    @Test
    void no_class_name_stands_twice() throws IOException {
        Map<String, List<Path>> byName = sources(file -> file.getFileName().toString());
        byName.remove("package-info.java");
        byName.values().removeIf(files -> files.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void no_package_is_too_large_to_survey() throws IOException {
        Map<String, List<Path>> byFolder = sources(file -> file.getParent().toString());
        byFolder.values().removeIf(files -> files.size() <= FILES_OF_A_PACKAGE);
        assertThat(byFolder).isEmpty();
    }

    @Test
    void no_package_lies_in_two_modules() throws IOException {
        Map<String, List<Path>> byFolder = sources(file -> file.getParent().toString());
        Map<String, List<String>> byPackage =
                byFolder.keySet().stream()
                        .filter(folder -> folder.contains("/src/main/java/"))
                        .collect(
                                Collectors.groupingBy(
                                        folder -> folder.replaceFirst(".*/src/main/java/", "")));
        byPackage.values().removeIf(folders -> folders.size() == 1);
        assertThat(byPackage).isEmpty();
    }

    /** The sources of all modules, main and test, by what is asked of each. */
    private static Map<String, List<Path>> sources(Function<Path, String> key) throws IOException {
        Path modules = Path.of("").toAbsolutePath().getParent();
        assertThat(modules).hasFileName("canary-agent");
        try (Stream<Path> files = Files.walk(modules)) {
            return files.map(modules::relativize)
                    .filter(file -> file.toString().matches("\\w+/src/(main|test)/java/.*\\.java"))
                    .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
        }
    }
}
