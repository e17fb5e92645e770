package erp.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class TroubleLogTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Logger logger = (Logger) LoggerFactory.getLogger("trouble.test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final TroubleLog troubles = new TroubleLog(logger, nanos::get);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void what_lasts_is_said_when_it_begins_and_once_a_minute() {
        for (int second = 0; second < 150; second++) {
            troubles.seen("database", "refused");
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(said())
                .containsExactly(
                        "trouble=database why=\"refused\"",
                        "trouble=database since_last_line=60 why=\"refused\"",
                        "trouble=database since_last_line=60 why=\"refused\"");
        assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    }

    @Test
    void its_end_is_said_once_and_a_new_one_at_once() {
        troubles.over("database");
        troubles.seen("database", "refused");
        troubles.over("database");
        troubles.over("database");
        troubles.seen("database", "refused");
        assertThat(said())
                .containsExactly(
                        "trouble=database why=\"refused\"",
                        "trouble=database is over",
                        "trouble=database why=\"refused\"");
    }

    @Test
    void one_trouble_does_not_hide_another() {
        troubles.seen("database", "refused");
        troubles.seen("storage", "full");
        assertThat(said()).hasSize(2);
    }
}
