package canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Usage;
import canary.counters.UserMinutes;
import canary.counters.Violation;
import canary.replay.Recordings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class RecordFileTest {

    /** At the end of a part. */
    private static final int CHECKSUM_AND_LENGTH = 8;

    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;

    @Test
    void gives_back_all_that_a_snapshot_holds() {
        Snapshot whole =
                Snapshot.of(AT, 5)
                        .series(List.of(new Series("v2", "GET", "/a", 7, 1, Map.of("+Inf", 7L))))
                        .users(List.of(new UserMinutes("v2", 9, 1)))
                        .pods(List.of(new PodState("v2", true, 0)))
                        .reached(Map.of("v2", 3L))
                        .database(
                                List.of(new DatabaseUse("v2", 5, Map.of("+Inf", 5L), 2, 0.5, 1, 0)))
                        .feedback(List.of(new Feedback("v2", "complaint", 2)))
                        .usage(List.of(new Usage("v2", 1.5, 1, 2, 3, 4, 5, 1)))
                        .violations(
                                List.of(
                                        new Violation(
                                                "I01",
                                                2,
                                                "Entries balance.",
                                                List.of("{a=1}"),
                                                "")))
                        .checkedAt(AT.minusSeconds(5))
                        .scrapes(
                                List.of(
                                        new ScrapeStatus(
                                                "v2-0", "v2", AT.minusSeconds(1), "is old")))
                        .podsAt(AT.minusSeconds(2))
                        .build();
        RecordFile record = new RecordFile(directory.resolve("record.ndjson"));
        record.append(whole);
        assertThat(record.readAll()).containsExactly(whole);
    }

    @Test
    void reads_what_others_recorded_whatever_it_lacks_or_adds() throws IOException {
        Path file = directory.resolve("record.ndjson");
        Files.writeString(
                file,
                """
                {"at":"2026-11-24T08:00:00Z","weight":5,"series":[{"version":"v2",\
                "method":"GET","route":"/a","requests":7,"errors":1,"zone":"b"}],"extra":{"a":[1]}}
                {"at":"2026-11-24T08:00:10Z","series":null,"users":[{"version":"v2","good":4}],\
                "violations":[{"check":"I01","count":3}]}
                {"at":"2026-11-24T08:00:20Z","database":[{"version":"v2","queries":5}],"usage":[{"version":"v2"}]}
                """);
        List<Snapshot> read = new RecordFile(file).readAll();
        assertThat(read).hasSize(3);
        assertThat(read.get(0).series().getFirst().requests()).isEqualTo(7);
        assertThat(read.get(0).usersOf("v2")).isEmpty();
        assertThat(read.get(0).checkedAt()).isNull();
        assertThat(read.get(1).weight()).isZero();
        assertThat(read.get(1).usersOf("v2")).contains(new UserMinutes("v2", 4, 0));
        assertThat(read.get(1).violations())
                .containsExactly(new Violation("I01", 3, "", List.of(), ""));
        assertThat(read.get(2).databaseOf("v2").orElseThrow().queries()).isEqualTo(5);
        assertThat(read.get(2).usageOf("v2").orElseThrow().pods()).isZero();
    }

    @Test
    void a_recording_gives_back_its_snapshots_and_passes_over_torn_lines() throws Exception {
        Path file = directory.resolve("record.ndjson");
        RecordFile record = new RecordFile(file);
        record.append(snapshot(0));
        Files.writeString(file, "{\"at\":\"2026-11", StandardOpenOption.APPEND);
        new RecordFile(file).append(snapshot(1));
        assertThat(record.readAll()).containsExactly(snapshot(0), snapshot(1));
        assertThat(Files.readString(file).lines().findFirst().orElseThrow())
                .startsWith(
                        "{\"at\":\"2026-11-24T08:00:00Z\",\"weight\":5,"
                                + "\"series\":[{\"version\":\"v2\",\"method\":\"GET\",")
                .contains(
                        "\"users\":[]",
                        "\"pods\":[{\"version\":\"v2\",\"ready\":true,\"restarts\":0}]");
    }

    @Test
    void lines_that_say_only_what_changed_give_back_the_same_snapshots() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            Path file = directory.resolve("seed" + seed + ".ndjson");
            List<Snapshot> written = RandomSnapshots.of(seed, 60);
            RecordFile record = new RecordFile(file);
            written.forEach(record::append);
            assertThat(record.readAll()).as("seed %d", seed).isEqualTo(written);
            assertThat(Files.readAllLines(file))
                    .filteredOn(line -> line.startsWith("{\"after\":"))
                    .hasSizeGreaterThan(40);
        }
    }

    @Test
    void replay_takes_the_same_snapshots_from_it() {
        Path file = directory.resolve("record.ndjson");
        List<Snapshot> written = RandomSnapshots.of(3, 60);
        RecordFile record = new RecordFile(file, 5_000);
        written.forEach(record::append);
        assertThat(record.parts()).isPositive();
        assertThat(Recordings.readAll(file)).isEqualTo(written);
    }

    @Test
    void a_full_file_becomes_a_compressed_part_and_is_read_before_the_next() throws IOException {
        Path file = directory.resolve("record.ndjson");
        List<Snapshot> written = RandomSnapshots.of(7, 80);
        RecordFile record = new RecordFile(file, 4_000);
        long closed = written.stream().filter(record::append).count();
        assertThat(record.parts()).isEqualTo((int) closed).isGreaterThan(2);
        assertThat(directory.resolve("record-0001.ndjson.gz")).isNotEmptyFile();
        assertThat(Files.size(file)).isLessThan(10_000);
        assertThat(new RecordFile(file).readAll()).isEqualTo(written);
        List<Snapshot> newest = new ArrayList<>();
        record.read(record.parts(), newest::add);
        assertThat(newest)
                .isEqualTo(written.subList(written.size() - newest.size(), written.size()))
                .hasSizeLessThan(written.size() / 2);
    }

    @Test
    void an_agent_that_died_while_it_compressed_a_part_loses_nothing() throws IOException {
        Path file = directory.resolve("record.ndjson");
        List<Snapshot> written = RandomSnapshots.of(8, 40);
        RecordFile record = new RecordFile(file);
        written.subList(0, 30).forEach(record::append);
        Files.move(file, directory.resolve("record-0001.ndjson"));
        Files.writeString(directory.resolve("record-0001.ndjson.gz.new"), "half");
        RecordFile next = new RecordFile(file);
        written.subList(30, 40).forEach(next::append);
        assertThat(next.parts()).isEqualTo(1);
        assertThat(next.readAll()).isEqualTo(written);
    }

    @Test
    void what_follows_a_line_that_was_lost_is_not_guessed() throws IOException {
        Path file = directory.resolve("record.ndjson");
        RecordFile record = new RecordFile(file);
        List<Snapshot> written = RandomSnapshots.of(9, 20);
        written.subList(0, 10).forEach(record::append);
        RecordFile next = new RecordFile(file);
        written.subList(10, 20).forEach(next::append);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(4);
        Files.write(file, lines);
        List<Snapshot> known = new ArrayList<>(written.subList(0, 4));
        known.addAll(written.subList(10, 20));
        assertThat(record.readAll()).isEqualTo(known);
        assertThatThrownBy(() -> Recordings.readAll(file))
                .hasMessage(
                        "line 5: after is the time of the line above, not " + written.get(4).at());
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "cut short", "altered", "of another kind"})
    void a_damaged_part_is_passed_over_as_a_whole(String damage) throws IOException {
        Path file = directory.resolve("record.ndjson");
        RecordFile record = new RecordFile(file, 4_000);
        List<Snapshot> others = new ArrayList<>();
        for (Snapshot snapshot : RandomSnapshots.of(7, 80)) {
            record.append(snapshot);
            if (record.parts() != 1) {
                others.add(snapshot);
            }
        }
        Path part = directory.resolve("record-0002.ndjson.gz");
        Files.write(part, damaged(Files.readAllBytes(part), damage));
        assertThat(new RecordFile(file).readAll()).isEqualTo(others).hasSizeBetween(20, 79);
        assertThatThrownBy(() -> Recordings.readAll(file)).hasMessageContaining("cannot be read");
    }

    private static byte[] damaged(byte[] part, String damage) {
        return switch (damage) {
            case "empty" -> new byte[0];
            case "cut short" -> Arrays.copyOf(part, part.length / 2);
            case "altered" -> {
                byte[] altered = part.clone();
                altered[part.length - CHECKSUM_AND_LENGTH] ^= 1;
                yield altered;
            }
            default -> "no gzip".getBytes(StandardCharsets.UTF_8);
        };
    }

    @Test
    void a_part_whose_original_is_still_there_is_read_from_that() throws IOException {
        Path file = directory.resolve("record.ndjson");
        RecordFile record = new RecordFile(file);
        List<Snapshot> written = RandomSnapshots.of(8, 40);
        written.forEach(record::append);
        Files.move(file, directory.resolve("record-0001.ndjson"));
        Files.createFile(directory.resolve("record-0001.ndjson.gz"));
        assertThat(new RecordFile(file).readAll()).isEqualTo(written);
        assertThat(Recordings.readAll(file)).isEqualTo(written);
    }

    @Test
    void a_line_may_be_torn_inside_a_character() throws IOException {
        Path file = directory.resolve("record.ndjson");
        RecordFile record = new RecordFile(file);
        record.append(snapshot(0));
        byte[] torn = "{\"at\":\"ü".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(torn, torn.length - 1), StandardOpenOption.APPEND);
        assertThat(new RecordFile(file).readAll()).containsExactly(snapshot(0));
        assertThatThrownBy(() -> Recordings.readAll(file))
                .hasMessageEndingWith("is not UTF-8 text");
        RecordFile next = new RecordFile(file);
        next.append(snapshot(1));
        assertThat(next.readAll()).containsExactly(snapshot(0), snapshot(1));
    }

    private static Snapshot snapshot(int second) {
        return Snapshot.of(AT.plusSeconds(second), 5)
                .series(List.of(new Series("v2", "GET", "/a", 10L * second, second, Map.of())))
                .pods(List.of(new PodState("v2", true, 0)))
                .build();
    }
}
