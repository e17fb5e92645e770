package erp.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class ThroughputTest {
    private static final Duration UNKNOWN = Duration.ofSeconds(3);

    private final AtomicLong nanos = new AtomicLong(1_000_000);
    private final Throughput throughput = new Throughput(nanos::get);

    private void seconds(int seconds, int eachSecond) {
        for (int i = 0; i < seconds; i++) {
            for (int j = 0; j < eachSecond; j++) {
                throughput.count();
            }
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void nothing_is_known_where_nothing_was_done() {
        assertThat(throughput.timeFor(5, UNKNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void a_queue_takes_as_long_as_it_took_lately() {
        seconds(30, 10);
        assertThat(throughput.timeFor(50, UNKNOWN))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void the_first_seconds_count_as_what_they_are() {
        seconds(2, 10);
        assertThat(throughput.timeFor(10, UNKNOWN))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void what_is_older_than_ten_seconds_is_forgotten() {
        seconds(10, 100);
        seconds(10, 1);
        assertThat(throughput.timeFor(9, UNKNOWN))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(throughput.timeFor(9, UNKNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void nobody_is_told_to_wait_for_more_than_a_minute() {
        seconds(10, 1);
        assertThat(throughput.timeFor(10_000, UNKNOWN)).isEqualTo(Duration.ofMinutes(1));
    }
}
