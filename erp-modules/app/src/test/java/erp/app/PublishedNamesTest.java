package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import erp.core.ErrorCode;
import erp.core.Event;
import erp.core.Permission;
import erp.core.value.Money;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Clients, roles and the outbox's readers know these names: wherever a class moves, they stay. A
 * new one is added to the list.
 */
class PublishedNamesTest {
    private static final Map<Class<?>, Object> SAMPLES =
            Map.of(
                    UUID.class,
                    new UUID(0, 1),
                    String.class,
                    "X-1",
                    LocalDate.class,
                    LocalDate.EPOCH,
                    List.class,
                    List.of(),
                    Money.class,
                    Money.zero(Currency.getInstance("EUR")),
                    int.class,
                    1);

    @Test
    void codes_of_errors_and_rights_and_types_of_events_are_the_published_ones()
            throws IOException {
        assertThat(names(ErrorCode.class, "error", ErrorCode::code).toList())
                .containsExactlyInAnyOrderElementsOf(published("error"));
        assertThat(names(Permission.class, "permission", Permission::code).toList())
                .containsExactlyInAnyOrderElementsOf(published("permission"));
        assertThat(classes(Event.class).map(type -> "event " + event(type).type()).toList())
                .containsExactlyInAnyOrderElementsOf(published("event"));
    }

    private static <T> Stream<String> names(Class<T> kind, String word, Function<T, String> code) {
        return classes(kind)
                .filter(Class::isEnum)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(one -> word + " " + code.apply(kind.cast(one)));
    }

    private static Stream<Class<?>> classes(Class<?> kind) {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(place -> !place.contains("-tests.jar"))
                        .importPackages("erp")
                        .stream()
                        .filter(it -> it.isAssignableTo(kind) && !it.isInterface())
                        .map(JavaClass::reflect);
    }

    private static Event event(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types).map(SAMPLES::get).toArray();
        try {
            return (Event) type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a sample for a part of " + type + " is missing", e);
        }
    }

    private static List<String> published(String word) throws IOException {
        try (InputStream file =
                PublishedNamesTest.class.getResourceAsStream("published-names.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(word + " "))
                    .toList();
        }
    }
}
