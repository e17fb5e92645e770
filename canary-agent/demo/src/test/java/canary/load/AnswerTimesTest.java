package canary.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class AnswerTimesTest {

    private final AnswerTimes times = new AnswerTimes();

    @Test
    void without_answers_nothing_is_known() {
        assertThat(times.p95()).isEmpty();
    }

    @Test
    void one_of_twenty_may_be_slower() {
        for (int i = 0; i < 19; i++) {
            times.took(Duration.ofMillis(100).toNanos());
        }
        times.took(Duration.ofSeconds(9).toNanos());
        assertThat(times.p95()).contains(Duration.ofMillis(100));
        times.took(Duration.ofSeconds(9).toNanos());
        assertThat(times.p95()).contains(Duration.ofSeconds(9));
    }

    @Test
    void only_the_newest_count() {
        for (int i = 0; i < AnswerTimes.MOST; i++) {
            times.took(Duration.ofSeconds(9).toNanos());
        }
        for (int i = 0; i < AnswerTimes.MOST; i++) {
            times.took(1);
        }
        assertThat(times.p95()).contains(Duration.ofNanos(1));
    }
}
