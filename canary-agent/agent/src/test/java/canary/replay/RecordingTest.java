package canary.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.counters.Snapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What cannot be true is refused with its line, the field and the rule. */
class RecordingTest {

    private static final String FIRST =
            """
            {"at":"2026-11-24T09:00:00Z","weight":5,"series":[{"version":"v1","method":"GET",\
            "route":"/a","requests":100,"errors":5,"buckets":{"0.1":50,"1":90,"+Inf":100}}],\
            "users":[{"version":"v1","good":9,"bad":1}],\
            "pods":[{"version":"v1","ready":true,"restarts":0}]}\
            """;

    private static final String SERIES =
            """
            {"version":"v2","method":"GET","route":"/b","requests":100,"errors":5,\
            "buckets":{"0.1":50,"1.0":90,"+Inf":100},"refusals":{"404":90,"4xx":5}}\
            """;

    private static final String SECOND =
            """
            {"at":"2026-11-24T09:00:10Z","weight":5,"series":[%s],\
            "mesh":[{"version":"v2","method":"GET","route":"/a","requests":7,"errors":0}],\
            "users":[{"version":"v1","good":9,"bad":1,"again":0}],\
            "pods":[{"version":"v1","ready":true,"restarts":0,"name":"v1-0","startedAt":1764000000}],\
            "reached":{"v2":3},"database":[{"version":"v2","queries":3,"acquireSeconds":0.5}],\
            "feedback":[{"version":"v2","kind":"problem","count":1}],\
            "usage":[{"version":"v2","cpuSeconds":0.5,"pods":1}],\
            "violations":[{"check":"I01","count":2}],"checkedAt":"2026-11-24T09:00:05Z",\
            "scrapes":[{"source":"mesh","version":"","at":"2026-11-24T09:00:09Z","problem":null}],\
            "podsAt":"2026-11-24T09:00:10Z","desired":{"v2":1},\
            "business":[{"version":"v2","measure":"AMOUNT","of":"sales order","total":1.5}]}\
            """
                    .formatted(SERIES);

    private static final String ADDITION =
            """
            {"after":"2026-11-24T09:00:00Z","at":"2026-11-24T09:00:10Z",\
            "series":[[0,5,1,1,2,1,{"404":1}]],"newSeries":[%s]}\
            """
                    .formatted(SERIES);

    @TempDir private Path folder;

    private List<Snapshot> read(String... lines) throws IOException {
        Path file = folder.resolve("record.ndjson");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return Recordings.readAll(file);
    }

    @Test
    void what_can_be_true_is_read() throws IOException {
        assertThat(read(FIRST, SECOND)).hasSize(2);
        Snapshot added = read(FIRST, ADDITION).getLast();
        assertThat(added.series()).hasSize(2);
        assertThat(added.series().getFirst().requests()).isEqualTo(105);
        assertThat(added.series().getFirst().buckets().get("1.0")).isEqualTo(93);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // times
                "\"2026-11-24T09:00:10Z\",\"w | \"+10000-01-01T00:00:00Z\",\"w | at is a time like",
                "\"2026-11-24T09:00:10Z\",\"w | \"1969-12-31T23:59:59Z\",\"w | at is a time like",
                "\"2026-11-24T09:00:10Z\",\"w | -1,\"w | at is a time like",
                "\"2026-11-24T09:00:10Z\",\"w | 1e300,\"w | at is a time like",
                "\"2026-11-24T09:00:10Z\",\"w | 253402300800000,\"w | at is a time like",
                "\"2026-11-24T09:00:10Z\",\"w | \"2026-11-24\",\"w | at is a time like",
                "\"2026-11-24T09:00:10Z\",\"w | \"2026-11-24T09:00:00Z\",\"w | at is that of the"
                        + " line above",
                "\"2026-11-24T09:00:10Z\",\"w | \"2026-11-24T08:00:00Z\",\"w | at is not before the"
                        + " line above",
                "\"startedAt\":1764000000 | \"startedAt\":9e18 | pods[0].startedAt is a time like",
                "\"checkedAt\":\"2026 | \"checkedAt\":\"x2026 | checkedAt is a time like",
                "\"podsAt\":\"2026 | \"podsAt\":\"12026 | podsAt is a time like",
                "\"at\":\"2026-11-24T09:00:09Z\" | \"at\":[] | scrapes[0].at is a time like",
                // counts
                "\"requests\":100 | \"requests\":-1 | series[0].requests is a whole number from 0"
                        + " to",
                "\"requests\":100 | \"requests\":1.5 | series[0].requests is a whole number from 0"
                        + " to",
                "\"requests\":100 | \"requests\":9223372036854775808 | series[0].requests is a"
                        + " whole",
                "\"requests\":100 | \"requests\":1e400 | series[0].requests is a whole number from"
                        + " 0",
                "\"requests\":100 | \"requests\":NaN | is not JSON",
                "\"requests\":100 | \"requests\":\"100\" | series[0].requests is a whole number"
                        + " from",
                "\"requests\":100 | \"requests\":null | series[0].requests is missing",
                "\"errors\":5, | \"errors\":101, | series[0].errors is from 0 to the 100 requests,"
                        + " not 101",
                "\"errors\":5, | | series[0].errors is missing",
                "\"errors\":5, | \"errors\":5,\"errors\":5, | is not JSON: Duplicate",
                "\"404\":90 | \"404\":91 | series[0].refusals are from 0 to the 95 requests that"
                        + " are no errors",
                "\"404\":90 | \"404\":-1 | series[0].refusals.404 is a whole number",
                "\"404\":90 | \"418\":1 | series[0].refusals is keyed by 401, 403",
                "\"restarts\":0 | \"restarts\":2147483648 | pods[0].restarts is a whole number",
                "\"again\":0 | \"again\":-1 | users[0].again is a whole number",
                "\"queries\":3 | \"queries\":3.1 | database[0].queries is a whole number",
                "\"queries\":3 | \"queries\":3,\"buckets\":{\"1\":3,\"2\":2,\"+Inf\":3} |"
                        + " database[0].buckets rise from edge to edge from 0, not from 3 to 2",
                "\"queries\":3 | \"queries\":3,\"buckets\":{\"+Inf\":500} | database[0].buckets"
                        + " time 500 of 3",
                "\"again\":0 | \"again\":2 | users[0].again is from 0 to the 1 bad minutes, not 2",
                "\"acquireSeconds\":0.5 | \"acquireSeconds\":-1 | database[0].acquireSeconds is a"
                        + " number from",
                "\"cpuSeconds\":0.5 | \"cpuSeconds\":1e19 | usage[0].cpuSeconds is a number from 0"
                        + " to 1e18",
                "\"reached\":{\"v2\":3} | \"reached\":{\"v2\":-3} | reached.v2 is a whole number",
                "\"desired\":{\"v2\":1} | \"desired\":[1] | desired is an object of counts",
                "\"total\":1.5 | \"total\":\"x\" | business[0].total is a number",
                "\"total\":1.5 | \"total\":-1.5 | business[0].total is a number from 0",
                "\"AMOUNT\" | \"SHIPS\" | business[0].measure is one of DOCUMENTS, AMOUNT, ROWS,"
                        + " BYTES",
                "\"weight\":5 | \"weight\":5.5 | weight is a whole number from 0 to 100",
                // buckets
                "\"1.0\":90 | \"1.0\":40 | series[0].buckets rise from edge to edge from 0, not"
                        + " from 50 to 40",
                "\"+Inf\":100 | \"+Inf\":5000 | series[0].buckets time 5000 of 100 requests",
                "\"+Inf\":100 | \"2\":100 | series[0].buckets.+Inf is missing",
                "\"1.0\":90 | \"0.10\":90 | series[0].buckets has the edge 0.1 twice",
                "\"1.0\":90 | \"1e999\":90 | series[0].buckets is keyed by upper edges",
                "\"1.0\":90 | \"-1\":90 | series[0].buckets is keyed by upper edges",
                "\"1.0\":90 | \"NaN\":90 | series[0].buckets is keyed by upper edges",
                // what is spoken of
                "{\"version\":\"v2\",\"kind\" | {\"kind\" | feedback[0].version is missing",
                "[{\"version\":\"v1\",\"good\" | [{\"good\" | users[0].version is missing",
                "[{\"version\":\"v1\",\"ready\" | [{\"ready\" | pods[0].version is missing",
                "[{\"version\":\"v2\",\"queries\" | [{\"version\":1.10,\"queries\" |"
                        + " database[0].version is a text",
                "{\"version\":\"v2\",\"cpu | {\"version\":\"\",\"cpu | usage[0].version is a text",
                "\"users\":[ | \"users\":[{\"version\":\"v1\",\"good\":0,\"bad\":0}, | users[1]"
                        + " speaks of v1 once",
                "\"usage\":[ | \"usage\":[7, | usage[0] is an object, not 7",
                "\"mesh\":[ |"
                    + " \"mesh\":[{\"version\":\"v2\",\"method\":\"GET\",\"route\":\"/a\",\"requests\":1,\"errors\":0},"
                    + " | mesh[1] counts the same as another: v2 GET /a, no pod",
                "\"mesh\":[{ | \"mesh\":{\"a\":1},\"x\":[{ | mesh is a list",
            })
    void what_cannot_be_true_is_named_with_its_line(String part, String with, String problem)
            throws IOException {
        String bad = SECOND.replace(part, with == null ? "" : with);
        assertThat(bad).isNotEqualTo(SECOND);
        assertThatThrownBy(() -> read(FIRST, bad))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("line 2: " + problem)
                .message()
                .hasSizeLessThan(450)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[0,5,1 | [0,-200,1 | series[0].requests is a whole number",
                "[0,5,1 | [0,5,101 | series[0].errors is from 0 to the 105 requests, not 106",
                "[0,5,1 | [0,5,1.5 | series has whole numbers for GET /a",
                "[0,5,1 | [0,9223372036854775807,1 | series has whole numbers for GET /a",
                "[0,5,1 | [0,\"5\",1 | series has whole numbers for GET /a",
                "[0,5,1 | [1,5,1 | series has changes of the 1 series above",
                "[0,5,1 | [4294967296,5,1 | series has changes of the 1 series above",
                "[0,5,1 | [-1,5,1 | series has changes of the 1 series above",
                "[[0,5 | [[],[0,5 | series has changes of the 1 series above",
                "1,2,1, | 1,2,1,1, | series has at most 6 counts for GET /a",
                "1,2,1, | -70,2,1, | series[0].buckets rise from edge to edge",
                "{\"404\":1} | {\"404\":-1} | series[0].refusals are from 0",
                "{\"404\":1} | {\"500\":1} | series has refusals by status for GET /a",
                "\"route\":\"/b\" | \"route\":\"/a\" | newSeries",
                "\"at\":\"2026-11-24T09:00:10Z\", | | at is missing",
                "\"newSeries\":[ | \"newSeries\":[3, | newSeries[0] is an object, not 3",
            })
    void an_addition_that_cannot_be_true_is_named_likewise(String part, String with, String problem)
            throws IOException {
        String bad = ADDITION.replace(part, with == null ? "" : with);
        assertThat(bad).isNotEqualTo(ADDITION);
        if (problem.equals("newSeries")) {
            String same = bad.replace("\"version\":\"v2\"", "\"version\":\"v1\"");
            assertThatThrownBy(() -> read(FIRST, same))
                    .hasMessageStartingWith(
                            "line 2: series[1] counts the same as another: v1 GET /a");
            return;
        }
        assertThatThrownBy(() -> read(FIRST, bad))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("line 2: " + problem);
    }

    @Test
    void series_of_different_pods_are_different() throws IOException {
        String second = SERIES.replace("\"version\"", "\"pod\":\"v2-1\",\"version\"");
        Snapshot read =
                read(
                                FIRST,
                                SECOND.replace(
                                        SERIES,
                                        SERIES.replace("{\"v", "{\"pod\":\"v2-0\",\"v")
                                                + ","
                                                + second))
                        .getLast();
        assertThat(read.series())
                .extracting(series -> series.pod())
                .containsExactly("v2-0", "v2-1");
    }

    @Test
    void times_may_be_seconds_or_milliseconds_too() throws IOException {
        String seconds = SECOND.replace("\"2026-11-24T09:00:10Z\",\"w", "1795510810.5,\"w");
        assertThat(read(FIRST, seconds).getLast().at())
                .isEqualTo(Instant.ofEpochMilli(1_795_510_810_500L));
        String millis = SECOND.replace("\"2026-11-24T09:00:10Z\",\"w", "1795510810500,\"w");
        assertThat(read(FIRST, millis).getLast().at())
                .isEqualTo(Instant.ofEpochMilli(1_795_510_810_500L));
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_are_read() throws IOException {
        List<Snapshot> plain = read(FIRST, SECOND);
        Path file = folder.resolve("windows.ndjson");
        Files.writeString(file, "\ufeff" + FIRST + "\r\n\r\n" + SECOND + "\r\n");
        assertThat(Recordings.readAll(file)).isEqualTo(plain);
        Files.writeString(file, FIRST + "\n\ufeff" + SECOND);
        assertThat(Recordings.readAll(file)).isEqualTo(plain);
    }

    @Test
    void lines_of_every_length_are_the_same_lines() throws IOException {
        List<Snapshot> plain = read(FIRST, SECOND);
        Path file = folder.resolve("long.ndjson");
        for (int more : new int[] {65_000, 65_535, 65_536, 65_537, 200_000}) {
            String blanks = " ".repeat(more - FIRST.length() - 1);
            Files.writeString(file, FIRST + blanks + "\n" + blanks + "\n" + SECOND);
            assertThat(Recordings.readAll(file)).as("%d", more).isEqualTo(plain);
        }
    }

    @Test
    void text_that_is_not_utf_8_is_named_with_its_line() throws IOException {
        Path file = folder.resolve("record.ndjson");
        Files.write(file, (FIRST + "\n" + SECOND + "\n").getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> Recordings.readAll(file)).hasMessage("line 1: is not UTF-8 text");
        Files.write(
                file,
                (FIRST + "\n" + SECOND.replace("/b", "/ü")).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Recordings.readAll(file)).hasMessage("line 2: is not UTF-8 text");
    }

    @Test
    void a_line_has_a_greatest_length_number_of_pieces_and_depth() throws IOException {
        String long1 = "{\"x\":\"" + "a".repeat(TextLines.MOST_BYTES) + "\"}";
        assertThatThrownBy(() -> read(FIRST, long1))
                .hasMessage("line 2: is longer than 16777216 bytes");
        String many = "{\"x\":[" + "{},".repeat(2_000_000) + "{}]}";
        assertThatThrownBy(() -> read(FIRST, many)).hasMessageStartingWith("line 2: is not JSON");
        String deep = "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThatThrownBy(() -> read(FIRST, deep)).hasMessageStartingWith("line 2: is not JSON");
    }

    @Test
    void counts_add_up_to_what_a_number_holds() throws IOException {
        String big = SERIES.replace("\"requests\":100", "\"requests\":900000000000000");
        String two = big + "," + big.replace("/b", "/c");
        assertThatThrownBy(() -> read(FIRST, SECOND.replace(SERIES, two)))
                .hasMessageStartingWith("line 2: series[1] brings the line to too many requests");
    }

    @Test
    void raw_paths_as_routes_come_to_an_end() {
        int lines = 12;
        assertThatThrownBy(
                        () ->
                                read(
                                        IntStream.range(0, lines)
                                                .mapToObj(RecordingTest::ofManyPaths)
                                                .toArray(String[]::new)))
                .hasMessageStartingWith("line 11: brings the recording to more than 100000 series");
    }

    @Test
    void edges_come_to_an_end_too() {
        String[] lines =
                IntStream.range(0, 12)
                        .mapToObj(
                                line ->
                                        FIRST.replace("09:00:00", "09:00:%02d".formatted(line))
                                                .replace("\"0.1\":50", ofManyEdges(line)))
                        .toArray(String[]::new);
        assertThatThrownBy(() -> read(lines))
                .hasMessage("line 10: brings the recording to more than 1000 edges of histograms");
    }

    private static String ofManyEdges(int line) {
        return IntStream.range(0, 100)
                .mapToObj(edge -> "\"0.%02d%03d\":50".formatted(line + 1, edge + 1))
                .collect(Collectors.joining(","));
    }

    private static String ofManyPaths(int line) {
        String all =
                IntStream.range(0, 10_000)
                        .mapToObj(
                                path ->
                                        ("{\"version\":\"v1\",\"method\":\"GET\","
                                             + "\"route\":\"/a/%d-%d\",\"requests\":1,\"errors\":0}")
                                                .formatted(line, path))
                        .collect(Collectors.joining(","));
        return "{\"at\":%d,\"weight\":5,\"series\":[%s]}".formatted(1_795_510_810 + line, all);
    }

    @Test
    void a_part_that_is_missing_is_named() throws IOException {
        Path file = folder.resolve("record.ndjson");
        Files.writeString(file, FIRST + "\n");
        Files.writeString(folder.resolve("record-0002.ndjson"), FIRST + "\n");
        assertThatThrownBy(() -> Recordings.readAll(file))
                .hasMessage(
                        "record-0001.ndjson.gz is missing beside %s, and later parts are there"
                                .formatted(file));
    }

    @Test
    void only_what_breaks_off_at_the_end_is_passed_over() throws IOException {
        Path file = folder.resolve("record.ndjson");
        for (int length = 1; length < SECOND.length(); length++) {
            Files.writeString(file, FIRST + "\n" + SECOND.substring(0, length));
            assertThat(Recordings.readAll(file)).as("%d", length).hasSize(1);
        }
        Files.writeString(file, FIRST + "\n" + SECOND.replace("\"mesh\"", "mesh"));
        assertThatThrownBy(() -> Recordings.readAll(file)).hasMessageStartingWith("line 2: is not");
    }

    @Test
    void two_objects_in_a_line_are_not_one() {
        assertThatThrownBy(() -> read(FIRST, SECOND + SECOND))
                .hasMessageStartingWith("line 2: is not JSON");
    }
}
