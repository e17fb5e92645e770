package canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.PodState;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Usage;
import canary.counters.UserMinutes;
import canary.counters.Violation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class RecordFileTest {

    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;

    @Test
    void gives_back_all_that_a_snapshot_holds() {
        Snapshot whole =
                new Snapshot(
                        AT,
                        5,
                        List.of(new Series("v2", "GET", "/a", 7, 1, Map.of("+Inf", 7L))),
                        List.of(),
                        List.of(new UserMinutes("v2", 9, 1)),
                        List.of(new PodState("v2", true, 0)),
                        Map.of("v2", 3L),
                        List.of(new DatabaseUse("v2", 5, Map.of("+Inf", 5L), 2, 0.5, 1, 0)),
                        List.of(new Feedback("v2", "complaint", 2)),
                        List.of(new Usage("v2", 1.5, 1, 2, 3, 4, 5, 1)),
                        List.of(new Violation("I01", 2, "Entries balance.", List.of("{a=1}"), "")),
                        AT.minusSeconds(5));
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

    private static Snapshot snapshot(int second) {
        return new Snapshot(
                AT.plusSeconds(second),
                5,
                List.of(new Series("v2", "GET", "/a", 10L * second, second, Map.of())),
                List.of(),
                List.of(),
                List.of(new PodState("v2", true, 0)),
                Map.of(),
                null,
                null,
                null,
                null,
                null);
    }
}
