package erp.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

class IdsTest {
    @Test
    void ids_of_a_later_millisecond_sort_after_earlier_ones_as_their_text_and_bytes_do() {
        String before = "";
        for (long millis = 1_763_971_200_000L; millis < 1_763_971_200_300L; millis++) {
            UUID id = Ids.of(millis, -millis, millis * 31);
            assertThat(id.toString()).isGreaterThan(before);
            before = id.toString();
        }
    }

    @Test
    void ids_say_their_version_and_variant() {
        UUID id = Ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void no_two_are_the_same() {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(Ids.next())).isTrue();
        }
    }
}
