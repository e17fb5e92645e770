package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class WallTickerTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private Instant wall = START;
    private long nanos = 123;
    private final WallTicker ticker = new WallTicker(() -> wall, () -> nanos);

    @Test
    void runs_on_evenly_whatever_the_machines_clock_is_set_to() {
        pass(Duration.ofSeconds(9));
        wall = wall.plus(Duration.ofHours(1));
        assertThat(ticker.now()).isEqualTo(START.plusSeconds(9));
        assertThat(ticker.clockSetBy()).isEqualTo(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));
        wall = wall.minus(Duration.ofHours(2));
        assertThat(ticker.now()).isEqualTo(START.plusSeconds(10));
        assertThat(ticker.clockSetBy()).isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void begins_after_what_an_earlier_agent_has_seen() {
        Instant last = START.plus(Duration.ofHours(1));
        ticker.startAfter(last);
        assertThat(ticker.now()).isEqualTo(last.plusMillis(1));
        pass(Duration.ofSeconds(5));
        assertThat(ticker.now()).isEqualTo(last.plusMillis(5001));
        assertThat(ticker.clockSetBy()).isZero();
        ticker.startAfter(START);
        assertThat(ticker.now()).isEqualTo(last.plusMillis(5001));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
