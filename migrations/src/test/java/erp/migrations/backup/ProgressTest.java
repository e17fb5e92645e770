package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now;
    private final Progress progress =
            new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), () -> now);

    @Test
    void tells_rate_and_time_left_now_and_then() {
        progress.begin("reading erp", 1_000_000);
        after(4, 100_000);
        after(6, 100_000);
        after(1, 10);
        assertThat(lines())
                .containsExactly("reading erp: 200,000 rows, 20,000 rows/s, 20 %, about 40 s left");
    }

    @Test
    void an_estimate_that_was_too_low_promises_nothing() {
        progress.begin("reading erp", 10);
        after(100, 1_000);
        assertThat(lines()).containsExactly("reading erp: 1,000 rows, 10 rows/s");
    }

    @Test
    void tells_at_the_end_how_long_it_took() {
        progress.begin("reading erp", 10);
        now += Duration.ofSeconds(125).toNanos();
        progress.end();
        assertThat(lines()).containsExactly("reading erp: 0 rows in 2:05 min, 0 rows/s");
    }

    private void after(int seconds, long rows) {
        now += Duration.ofSeconds(seconds).toNanos();
        progress.rows(rows);
    }

    private String[] lines() {
        return out.toString(StandardCharsets.UTF_8).split("\n");
    }
}
