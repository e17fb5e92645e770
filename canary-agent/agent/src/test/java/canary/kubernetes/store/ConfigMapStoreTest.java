package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.journal.JournalException;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.FaultyApiServer.Fault;
import canary.rollout.Groundwork;
import canary.rollout.Live;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

class ConfigMapStoreTest {

    private static final ReleaseId ID = new ReleaseId("erp-system", "next");
    private static final String FIRST = "erp-release-next-journal-0001";
    private static final Entry OPENING = Entry.opening(Entries.NOW);

    private final FaultyApiServer server = new FaultyApiServer();
    private final InterruptedMaps maps = new InterruptedMaps(server.api());
    private final HandClock clock = new HandClock();
    private final List<String> deposed = new ArrayList<>();
    private Journal next;

    /** Lets somebody else act between what is read and what is written. */
    private static final class InterruptedMaps extends KubeObjects<ConfigMap> {
        private Runnable beforeReplace;

        InterruptedMaps(KubernetesApi api) {
            super(api, ConfigMap.class);
        }

        @Override
        Optional<ConfigMap> replace(ConfigMap item) {
            Runnable once = beforeReplace;
            beforeReplace = null;
            if (once != null) {
                once.run();
            }
            return super.replace(item);
        }
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void keeps_lines_in_parts_that_anybody_reads_back() {
        String why = "w".repeat(100_000);
        try (Journal journal = Journal.open(writer("a"))) {
            for (int i = 0; i < 7; i++) {
                journal.append(Entries.of(new Live.Watching(i, Entries.NOW), 5, why + i));
            }
        }
        assertThat(maps.list(ID.labels(ReleaseNames.Part.JOURNAL)))
                .allSatisfy(
                        part ->
                                assertThat(JournalParts.bytes(JournalParts.lines(part)))
                                        .isBetween(1L, ConfigMapStore.PART_BYTES))
                .hasSize(4);
        assertThat(peek())
                .extracting(Entry::why)
                .containsExactly(why + 0, why + 1, why + 2, why + 3, why + 4, why + 5, why + 6);
        try (Journal goingOn = Journal.open(writer("b"))) {
            goingOn.append(Entries.of(new Live.Baking(7, Entries.NOW), 100, "on"));
            assertThat(goingOn.entries()).hasSize(8);
        }
        assertThat(peek().getLast().why()).isEqualTo("on");
    }

    @Test
    void shows_where_the_release_stands_to_those_who_look_at_the_cluster() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(OPENING);
            journal.tell(Entries.of(new Live.Watching(0, Entries.NOW), 5, "watched"));
        }
        ConfigMap state = state();
        assertThat(state.getData())
                .containsEntry("plan.yaml", "release: next")
                .containsEntry("phase", "watching")
                .containsEntry("since", "2026-11-27T08:00:00Z")
                .containsEntry("weight", "5")
                .containsEntry("why", "watched")
                .containsEntry("began", "2026-11-27T08:00:00Z")
                .containsEntry("holder", "a");
        assertThat(state.getMetadata().getLabels())
                .containsEntry("app", "canary-agent")
                .containsEntry("erp-release", "next")
                .containsEntry("erp-release/phase", "watching")
                .containsEntry("erp-release/weight", "5");
    }

    @Test
    void writes_once_a_tick_and_what_says_nothing_new_every_five_seconds() {
        Instant longAgo = Entries.NOW.minus(Duration.ofDays(1));
        try (Journal journal = Journal.open(writer("a"))) {
            Entry watched = Entries.of(new Live.Watching(0, longAgo), 5, "watched");
            journal.append(watched);
            journal.tell(later(watched, 1));
            server.forgetCalls();
            for (int second = 2; second <= 60; second++) {
                clock.pass(Duration.ofSeconds(1));
                journal.tell(later(watched, second));
            }
            assertThat(server.calls())
                    .allMatch(call -> call.startsWith("PUT") && call.endsWith("erp-release-next"))
                    .hasSizeBetween(11, 12);
        }
    }

    @Test
    void a_line_at_every_tick_is_one_write_and_where_it_stands_is_shown_all_the_same() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "watched"));
            journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "watched"));
            assertThat(state().getData()).containsEntry("phase", "watching");
            server.forgetCalls();
            for (int second = 1; second <= 60; second++) {
                clock.pass(Duration.ofSeconds(1));
                journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "at " + second));
            }
            assertThat(server.calls()).hasSize(60 + 2);
        }
        assertThat(state().getData()).containsEntry("why", "at 60");
    }

    @Test
    void a_line_whose_answer_is_lost_is_there_once_and_nobody_elses() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(OPENING);
            AtomicInteger lost = new AtomicInteger();
            server.faults =
                    call ->
                            call.endsWith(FIRST)
                                            && call.startsWith("PUT")
                                            && lost.getAndIncrement() == 0
                                    ? Fault.ANSWER_LOST
                                    : Fault.NONE;
            journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "second"));
            journal.append(Entries.of(new Live.Watching(1, Entries.NOW), 20, "third"));
        }
        assertThat(peek())
                .extracting(Entry::why)
                .containsExactly("release opened", "second", "third");
        assertThat(deposed).isEmpty();
    }

    @Test
    void a_line_of_which_nobody_knows_gives_way_to_what_is_decided_next() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(OPENING);
            server.faults = call -> call.startsWith("PUT") ? Fault.ANSWER_LOST : Fault.REFUSED;
            assertThatThrownBy(
                            () ->
                                    journal.append(
                                            Entries.of(
                                                    new Live.Watching(0, Entries.NOW),
                                                    5,
                                                    "taken, but who knows")))
                    .isInstanceOf(UncheckedIOException.class);
            server.faults = _ -> Fault.NONE;
            assertThat(peek().getLast().why()).isEqualTo("taken, but who knows");
            journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "decided anew"));
        }
        assertThat(peek()).extracting(Entry::why).containsExactly("release opened", "decided anew");
        assertThat(deposed).isEmpty();
    }

    @Test
    void what_is_refused_is_told_and_written_when_it_can_be() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(OPENING);
            Entry next = Entries.of(new Live.Watching(0, Entries.NOW), 5, "next");
            server.faults = call -> call.startsWith("PUT") ? Fault.REFUSED : Fault.NONE;
            assertThatThrownBy(() -> journal.append(next))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot update ConfigMap " + FIRST)
                    .hasMessageContaining("503");
            server.faults = _ -> Fault.NONE;
            journal.append(next);
        }
        assertThat(peek()).hasSize(2);
    }

    @Test
    void who_wrote_before_can_write_no_more_once_another_has_claimed_it() {
        try (Journal before = Journal.open(writer("a"))) {
            before.append(OPENING);
            try (Journal next = Journal.open(writer("b"))) {
                next.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "of b"));
                Entry late = Entries.of(new Live.Watching(1, Entries.NOW), 20, "of a");
                assertThatThrownBy(() -> before.append(late))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessage("the journal of next is written by b now");
                clock.pass(Duration.ofMinutes(1));
                assertThatThrownBy(() -> before.tell(later(OPENING, 1)))
                        .hasMessageContaining("written by b now");
            }
        }
        assertThat(deposed)
                .contains("the journal of next is written by b now")
                .allMatch(why -> why.endsWith("is written by b now"));
        assertThat(peek()).extracting(Entry::why).containsExactly("release opened", "of b");
        assertThat(state().getData()).containsEntry("holder", "b");
    }

    @Test
    void who_is_deposed_while_a_part_is_full_begins_no_other() {
        String why = "w".repeat(200_000);
        try (Journal before = Journal.open(writer("a"))) {
            before.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, why));
            maps.beforeReplace = () -> next = Journal.open(writer("b"));
            assertThatThrownBy(
                            () ->
                                    before.append(
                                            Entries.of(new Live.Watching(1, Entries.NOW), 20, why)))
                    .hasMessageContaining("written by b now");
            next.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, why + "b"));
            next.close();
        }
        assertThat(peek()).extracting(Entry::why).containsExactly(why, why + "b");
    }

    @Test
    void what_people_note_beside_the_lines_stays_and_what_they_do_to_them_is_not_overwritten() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(OPENING);
            edit(
                    FIRST,
                    part -> {
                        part.getMetadata().getAnnotations().put("note", "mine");
                        return part;
                    });
            journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, "second"));
            assertThat(maps.find(FIRST).orElseThrow().getMetadata().getAnnotations())
                    .containsEntry("note", "mine");
            edit(
                    FIRST,
                    part -> {
                        part.getData().put(JournalParts.key(0), "{}");
                        return part;
                    });
            assertThatThrownBy(
                            () ->
                                    journal.append(
                                            Entries.of(
                                                    new Live.Watching(1, Entries.NOW),
                                                    20,
                                                    "third")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "ConfigMap %s was changed by another hand; it is not overwritten"
                                    .formatted(FIRST));
        }
        assertThat(deposed).isEmpty();
        assertThatThrownBy(this::peek).isInstanceOf(JournalException.class);
    }

    @Test
    void a_part_that_is_gone_is_damage_and_not_a_short_journal() {
        String why = "w".repeat(200_000);
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(Entries.of(new Live.Watching(0, Entries.NOW), 5, why));
            journal.append(Entries.of(new Live.Watching(1, Entries.NOW), 20, why));
        }
        maps.delete(FIRST);
        assertThatThrownBy(this::peek)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(FIRST + " is missing");
    }

    @Test
    void says_what_is_too_much() {
        for (int number = 1; number <= ConfigMapStore.MOST_PARTS; number++) {
            boolean isLast = number == ConfigMapStore.MOST_PARTS;
            maps.create(
                            new ConfigMapBuilder()
                                    .withNewMetadata()
                                    .withName(ReleaseNames.journal("next", number))
                                    .withLabels(ID.labels(ReleaseNames.Part.JOURNAL))
                                    .endMetadata()
                                    .withData(
                                            isLast
                                                    ? Map.of(
                                                            JournalParts.key(0),
                                                            "x".repeat(1 << 18))
                                                    : Map.of())
                                    .build())
                    .orElseThrow();
        }
        ConfigMapStore store = writer("a");
        assertThatThrownBy(() -> store.append(1 << 18, "line\n"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the journal of next is full: 64 parts of 262144 bytes");
        assertThatThrownBy(() -> store.append(1 << 18, "x".repeat(800_000)))
                .hasMessage("a line of 800000 bytes is more than the 786432 that a journal takes");
    }

    @Test
    void a_state_that_somebody_deletes_is_there_again() {
        try (Journal journal = Journal.open(writer("a"))) {
            journal.append(OPENING);
            maps.delete("erp-release-next");
            journal.tell(later(OPENING, 1));
            clock.pass(Duration.ofSeconds(6));
            journal.tell(later(OPENING, 7));
        }
        assertThat(state().getData())
                .containsEntry("plan.yaml", "release: next")
                .containsEntry("phase", new Groundwork.Preflight(Entries.NOW).word());
    }

    @Test
    void says_when_it_was_written_last() {
        ConfigMapStore store = writer("a");
        clock.pass(Duration.ofMinutes(3));
        store.append(0, "line\n");
        assertThat(ConfigMapStore.toRead(maps, ID, clock).lastWritten()).isEqualTo(clock.now());
        assertThat(new String(store.read(), StandardCharsets.UTF_8)).isEqualTo("line\n");
    }

    private static Entry later(Entry entry, int seconds) {
        return new Entry(
                entry.at().plusSeconds(seconds),
                entry.phase(),
                entry.why(),
                entry.acts(),
                null,
                entry.weight(),
                entry.findings(),
                entry.proof(),
                entry.traffic(),
                entry.reached(),
                entry.drift());
    }

    private ConfigMapStore writer(String name) {
        ConfigMapStore.Writer writer = new ConfigMapStore.Writer(name, deposed::add);
        ReleaseState state =
                ReleaseState.toWrite(maps, ID, clock, writer, Optional.of("release: next"));
        return ConfigMapStore.toWrite(maps, ID, state, clock, writer);
    }

    private void edit(String name, UnaryOperator<ConfigMap> change) {
        maps.replace(change.apply(maps.find(name).orElseThrow())).orElseThrow();
    }

    private ConfigMap state() {
        return maps.find("erp-release-next").orElseThrow();
    }

    private List<Entry> peek() {
        return Journal.peek(ConfigMapStore.toRead(maps, ID, clock));
    }
}
