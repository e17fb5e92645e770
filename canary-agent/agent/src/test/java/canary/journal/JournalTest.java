package canary.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.gates.input.Check;
import canary.mesh.Split;
import canary.rollout.Act;
import canary.rollout.Drift;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.rollout.Phases;
import canary.rollout.Preparation;
import canary.rollout.RequestCounts;
import canary.rollout.Rollback;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.123Z");

    @TempDir Path directory;

    @Test
    void gives_back_what_was_written_whole() {
        List<Entry> written =
                List.of(
                        Entry.opening(NOW),
                        full(new Live.Held(2, NOW, "a \"quoted\"\nreason", true)));
        write(written);
        assertThat(Journal.peek(directory)).isEqualTo(written);
        try (Journal journal = Journal.open(directory)) {
            assertThat(journal.entries()).isEqualTo(written);
        }
    }

    @Test
    void keeps_every_phase() {
        List<Phase> phases = Phases.all();
        write(phases.stream().map(JournalTest::full).toList());
        assertThat(Journal.peek(directory)).extracting(Entry::phase).isEqualTo(phases);
        assertThat(phases).extracting(Phase::word).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @Test
    void reads_what_was_written_before_drift_and_settling_were_known() throws IOException {
        String entry =
                """
                {"at":"2026-11-24T08:00:00Z","phase":{"is":"held","step":1,\
                "since":"2026-11-24T08:00:00Z","why":"blind","isByPerson":false},"why":"blind",\
                "acts":[],"order":null,"weight":5,"findings":[],"proof":[],"traffic":{},"reached":{}}\
                """;
        CRC32C crc = new CRC32C();
        crc.update(entry.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                directory.resolve("journal.ndjson"),
                "{\"n\":1,\"crc\":\"%08x\",\"entry\":%s}\n".formatted(crc.getValue(), entry));
        Entry read = Journal.peek(directory).getFirst();
        Instant since = Instant.parse("2026-11-24T08:00:00Z");
        assertThat(read.phase()).isEqualTo(new Live.Held(1, since, "blind", false));
        assertThat(read.drift()).isEqualTo(Drift.NONE);
    }

    @Test
    void forgets_a_torn_last_line_wherever_it_is_torn() throws IOException {
        write(
                List.of(
                        Entry.opening(NOW),
                        full(new Preparation.Deploying(NOW)),
                        full(new Preparation.Smoking(NOW))));
        Path file = directory.resolve("journal.ndjson");
        byte[] whole = Files.readAllBytes(file);
        int lastLine = new String(whole, StandardCharsets.UTF_8).lastIndexOf("{\"n\":3");
        for (int length = lastLine; length < whole.length; length += 37) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(directory)) {
                assertThat(journal.entries()).as("cut at %d", length).hasSize(2);
                journal.append(full(new Ended.Refused(NOW, "later")));
            }
            assertThat(Journal.peek(directory)).as("cut at %d", length).hasSize(3);
        }
    }

    @Test
    void refuses_damage_before_the_last_line() throws IOException {
        write(
                List.of(
                        Entry.opening(NOW),
                        full(new Preparation.Deploying(NOW)),
                        full(new Preparation.Smoking(NOW))));
        Path file = directory.resolve("journal.ndjson");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("deploying", "promoting"));
        assertThatThrownBy(() -> Journal.open(directory))
                .isInstanceOf(JournalException.class)
                .hasMessage("line 2 is damaged");
        Files.writeString(file, text.lines().skip(1).reduce("", (a, b) -> a + b + "\n"));
        assertThatThrownBy(() -> Journal.peek(directory)).hasMessage("line 1 is damaged");
    }

    @Test
    void a_day_of_the_same_is_few_lines_and_few_entries() throws IOException {
        Phase baking = new Live.Baking(4, NOW);
        int ticks = 8640;
        try (Journal journal = Journal.open(directory)) {
            for (int tick = 0; tick < ticks; tick++) {
                journal.tell(tick(baking, tick, "healthy"));
            }
            assertThat(journal.entries()).hasSize(2);
            assertThat(journal.entries().getLast()).isEqualTo(tick(baking, ticks - 1, "healthy"));
        }
        List<Entry> lines = Journal.read(directory.resolve("journal.ndjson"));
        assertThat(lines).hasSizeBetween(300, 700);
        assertThat(lines.subList(0, 100)).extracting(Entry::at).doesNotHaveDuplicates();
        assertThat(lines.get(99).at()).isEqualTo(NOW.plusSeconds(990));
        assertThat(Journal.peek(directory).getLast()).isEqualTo(tick(baking, ticks - 1, "healthy"));
    }

    @Test
    void verdicts_that_change_at_every_tick_for_a_day_are_bounded_too() {
        Phase baking = new Live.Baking(4, NOW);
        try (Journal journal = Journal.open(directory)) {
            for (int tick = 0; tick < 8640; tick++) {
                journal.tell(tick(baking, tick, tick % 2 == 0 ? "healthy" : "undecided"));
            }
            assertThat(journal.entries()).hasSizeLessThan(4_000);
        }
        assertThat(Journal.read(directory.resolve("journal.ndjson"))).hasSizeLessThan(4_000);
    }

    @Test
    void the_clock_of_a_hold_that_settles_is_told_each_half_minute() throws IOException {
        int ticks = 8640;
        try (Journal journal = Journal.open(directory)) {
            journal.tell(tick(new Live.Held(1, NOW, "blind", false), 0, "healthy"));
            for (int tick = 1; tick < ticks; tick++) {
                journal.tell(tick(settling(tick), tick, "healthy"));
            }
            assertThat(journal.entries()).hasSize(2);
            assertThat(journal.entries().getLast().phase()).isEqualTo(settling(ticks - 1));
        }
        assertThat(Journal.read(directory.resolve("journal.ndjson"))).hasSizeBetween(2880, 3200);
        assertThat(Journal.peek(directory).getLast().phase()).isEqualTo(settling(ticks - 1));
        try (Journal again = Journal.open(directory)) {
            assertThat(again.entries().getLast().at())
                    .isAfter(NOW.plusSeconds(10L * (ticks - 1) - 30));
        }
    }

    @Test
    void a_restart_knows_at_once_that_a_hold_no_longer_settles() {
        Live.Held unwell = new Live.Held(1, NOW, "blind", false);
        try (Journal journal = Journal.open(directory)) {
            journal.tell(tick(settling(8640), 8640, "healthy"));
            journal.tell(tick(settling(8641), 8641, "healthy"));
            journal.tell(tick(unwell, 8642, "healthy"));
            journal.tell(tick(settling(8643), 8643, "healthy"));
        }
        try (Journal again = Journal.open(directory)) {
            assertThat(again.entries().getLast().phase()).isEqualTo(unwell);
        }
    }

    private static Phase settling(int tick) {
        return new Live.Held(
                1,
                NOW,
                "blind",
                false,
                new Live.Held.Settling(NOW.plusSeconds(10), NOW.plusSeconds(10L * tick)),
                null);
    }

    @Test
    void whatever_decides_anew_is_written_at_once() {
        Phase baking = new Live.Baking(4, NOW);
        Phase restoring = new Rollback.Restoring(NOW.plusSeconds(86_400), "harm");
        Act shift = new Act.Shift(new Split("v1", "v2", 0, Split.Routing.COHORT));
        List<Entry> news =
                List.of(
                        tick(baking, 8640, "healthy"),
                        entry(restoring, 8640, List.of(shift), null, 100, "harmful"),
                        entry(restoring, 8641, List.of(), null, 0, "harmful"),
                        entry(
                                restoring,
                                8641,
                                List.of(),
                                new Order("1", Order.Verb.PAUSE, "ann"),
                                0,
                                "harmful"));
        try (Journal journal = Journal.open(directory)) {
            journal.tell(tick(baking, 0, "healthy"));
            journal.tell(tick(baking, 8639, "healthy"));
            news.forEach(journal::tell);
            // The same act in the same phase is written down already.
            journal.tell(entry(restoring, 8641, List.of(shift), null, 0, "harmful"));
        }
        assertThat(Journal.read(directory.resolve("journal.ndjson")))
                .containsAll(news.subList(1, 4));
        assertThat(Journal.peek(directory)).containsAll(news.subList(1, 4));
    }

    private static Entry tick(Phase phase, int tick, String word) {
        return entry(phase, tick, List.of(), null, 100, word);
    }

    private static Entry entry(
            Phase phase, int tick, List<Act> acts, Order order, int weight, String word) {
        Evidence evidence = Evidence.of("seen at tick " + tick);
        Verdict verdict =
                switch (word) {
                    case "healthy" -> new Verdict.Healthy(evidence);
                    case "harmful" -> new Verdict.Harmful(evidence);
                    default -> new Verdict.Undecided(evidence);
                };
        return new Entry(
                NOW.plusSeconds(10L * tick),
                phase,
                "because",
                acts,
                order,
                weight,
                List.of(new Finding("errors", verdict)),
                List.of(),
                Map.of("v2", new RequestCounts(tick, 0)),
                Map.of(),
                Drift.NONE);
    }

    @Test
    void lets_one_agent_work_at_a_time() {
        try (Journal journal = Journal.open(directory)) {
            journal.append(Entry.opening(NOW));
            assertThatThrownBy(() -> Journal.open(directory))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another agent is at work");
            assertThat(FileStore.isHeld(directory)).isTrue();
        }
        assertThat(FileStore.isHeld(directory)).isFalse();
        Journal.open(directory).close();
    }

    private void write(List<Entry> entries) {
        try (Journal journal = Journal.open(directory)) {
            entries.forEach(journal::append);
        }
    }

    private static Entry full(Phase phase) {
        return new Entry(
                NOW,
                phase,
                "because",
                List.of(
                        new Act.Shift(new Split("v1", "v2", 5, Split.Routing.COHORT)),
                        new Act.Scale("v2", 1),
                        new Act.WriteReport(),
                        new Act.Leave()),
                new Order("id", Order.Verb.PAUSE, "ann"),
                5,
                List.of(
                        new Finding("a", new Verdict.Healthy(new Evidence("s", Map.of("x", 0.25)))),
                        new Finding("b", new Verdict.Harmful(Evidence.of("s"))),
                        new Finding("c", new Verdict.Shared(Evidence.of("s"))),
                        new Finding("d", new Verdict.Undecided(Evidence.of("s"))),
                        new Finding("e", new Verdict.Unmeasured(Evidence.of("s")))),
                List.of(new Check("name", true, NOW, "detail")),
                Map.of("v1", new RequestCounts(10, 1)),
                Map.of("v2", 3L),
                new Drift(2, true, null, 33));
    }
}
