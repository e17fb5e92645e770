package canary.agent.io;

import static org.assertj.core.api.Assertions.assertThat;

import canary.rollout.Order;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

class InboxTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;
    private Path control;
    private Inbox inbox;

    @BeforeEach
    void begin() {
        control = directory.resolve("control");
        inbox = new Inbox(control);
    }

    @Test
    void gives_back_who_asks_and_under_which_conditions() {
        String pause = inbox.put(new Order("", Order.Verb.PAUSE, "ann", true, null), NOW);
        String promote =
                inbox.put(
                        new Order("", Order.Verb.PROMOTE, "bob", null, "v1 is\nworse"),
                        NOW.plusSeconds(1));
        assertThat(inbox.oldest(Set.of()))
                .isEqualTo(new Order(pause, Order.Verb.PAUSE, "ann", true, null));
        assertThat(inbox.oldest(Set.of(pause)))
                .isEqualTo(new Order(promote, Order.Verb.PROMOTE, "bob", null, "v1 is worse"));
        assertThat(inbox.oldest(Set.of(pause, promote))).isNull();
    }

    @Test
    void an_order_that_cannot_be_read_keeps_no_later_one_from_being_seen() throws IOException {
        Files.createDirectories(control.resolve("0000000000001-promote-x"));
        Files.createSymbolicLink(
                control.resolve("0000000000002-resume-x"), directory.resolve("nowhere"));
        Files.createDirectories(control.resolve("no order at all"));
        String id = inbox.put(Order.Verb.ROLLBACK, "ann", NOW);
        assertThat(inbox.oldest(Set.of())).isEqualTo(new Order(id, Order.Verb.ROLLBACK, "ann"));
    }

    @Test
    void what_asks_for_safety_is_understood_by_its_name_alone() throws IOException {
        Files.createDirectories(control.resolve("0000000000001-rollback-x"));
        Order order = inbox.oldest(Set.of());
        assertThat(order.verb()).isEqualTo(Order.Verb.ROLLBACK);
        assertThat(order.by()).isEqualTo("somebody whose order cannot be read");
    }

    @Test
    void reads_a_text_that_is_no_text_and_not_all_of_a_long_one() throws IOException {
        Files.createDirectories(control);
        Files.write(control.resolve("0000000000001-pause-x"), new byte[] {(byte) 0xc3, 0x28});
        assertThat(inbox.oldest(Set.of()).verb()).isEqualTo(Order.Verb.PAUSE);
        Files.writeString(control.resolve("0000000000000-resume-x"), "x".repeat(1_000_000));
        assertThat(inbox.oldest(Set.of()).by()).hasSizeLessThan(5000);
    }

    @Test
    void shows_only_what_asks_for_safety_where_nothing_can_be_written_down() {
        inbox.put(Order.Verb.PROMOTE, "ann", NOW);
        String id = inbox.put(Order.Verb.ROLLBACK, "bob", NOW.plusSeconds(1));
        assertThat(inbox.oldest(Set.of(), true).id()).isEqualTo(id);
        assertThat(inbox.oldest(Set.of(id), true)).isNull();
    }

    @Test
    void an_order_that_was_taken_back_is_gone() {
        inbox.remove(inbox.put(Order.Verb.ROLLBACK, "ann", NOW));
        assertThat(inbox.oldest(Set.of())).isNull();
    }
}
