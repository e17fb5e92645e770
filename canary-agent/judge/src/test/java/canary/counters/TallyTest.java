package canary.counters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class TallyTest {

    @Test
    void times_of_a_few_answers_are_no_picture_of_all() {
        assertThat(tally(100, 100).isTimed()).isTrue();
        assertThat(tally(100, 50).isTimed()).isTrue();
        assertThat(tally(100, 49).isTimed()).isFalse();
        assertThat(new Tally(100, 0, Map.of()).isTimed()).isFalse();
        assertThat(Tally.NONE.isTimed()).isFalse();
    }

    private static Tally tally(long requests, long timed) {
        return new Tally(requests, 0, Map.of(0.1, timed, Double.POSITIVE_INFINITY, timed));
    }
}
