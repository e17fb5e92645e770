package canary.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import canary.counters.Snapshot;
import canary.metrics.RecordFile;
import canary.metrics.SmallParts;
import canary.plan.Plan;
import canary.plan.PlanFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Whatever is done to a good recording, it is judged or refused in one sentence: with whole lines,
 * with lines that add, and with compressed parts.
 */
class RecordingFuzzTest {

    private static final Plan PLAN =
            PlanFile.parse("{release: r, stable: {version: v1}, canary: {version: v2}}", _ -> null);
    private static final int ROUNDS = 1000;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("\"[a-zA-Z]+\":");

    private static final List<String> ODD =
            List.of(
                    "-1",
                    "2",
                    "3",
                    "4",
                    "7",
                    "17",
                    "250",
                    "2.0",
                    "3.0",
                    "4.0",
                    "0",
                    "1",
                    "99999",
                    "1e6",
                    "1e15",
                    "1e300",
                    "1e400",
                    "-0.0",
                    "0.5",
                    "999999999999999",
                    "1000000000000000",
                    "9223372036854775807",
                    "9223372036854775808",
                    "NaN",
                    "Infinity",
                    "null",
                    "true",
                    "\"\"",
                    "\"x\"",
                    "[]",
                    "{}",
                    "[[]]",
                    "\"1970-01-01T00:00:00Z\"",
                    "\"9999-12-31T23:59:59Z\"",
                    "\"+999999999-01-01T00:00:00Z\"",
                    "9".repeat(2000),
                    "[".repeat(2000));

    @TempDir private Path folder;

    private interface Case {
        /** Leaves a mutated recording; the file that is judged. */
        Path write(RandomGenerator random) throws IOException;
    }

    @Test
    void whole_lines_end_in_a_judgement_or_a_sentence() throws IOException {
        List<String> good = new RecordedTraffic(1).run(5, 4).run(20, 2).lines();
        fuzz("whole", random -> mutated(good, random));
    }

    @Test
    void lines_that_add_end_in_a_judgement_or_a_sentence() throws IOException {
        Path file = recorded(Long.MAX_VALUE);
        List<String> good = Files.readAllLines(file);
        assertThat(good).filteredOn(line -> line.startsWith("{\"after\"")).hasSizeGreaterThan(15);
        fuzz("added", random -> mutated(good, random));
    }

    @Test
    void compressed_parts_end_in_a_judgement_or_a_sentence() throws IOException {
        recorded(1_500);
        List<byte[]> parts = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            parts.add(Files.readAllBytes(folder.resolve("record-000%d.ndjson.gz".formatted(part))));
        }
        byte[] end = Files.readAllBytes(folder.resolve("record.ndjson"));
        for (Path each : Files.list(folder).toList()) {
            Files.delete(each);
        }
        fuzz(
                "parts",
                random -> {
                    int bad = random.nextInt(3);
                    for (int part = 0; part < 3; part++) {
                        byte[] bytes = parts.get(part);
                        Files.write(
                                folder.resolve("record-000%d.ndjson.gz".formatted(part + 1)),
                                part == bad ? damaged(bytes, random) : bytes);
                    }
                    return Files.write(folder.resolve("record.ndjson"), end);
                });
    }

    /** What an agent leaves of a healthy release. */
    private Path recorded(long partBytes) throws IOException {
        Path whole = new RecordedTraffic(2).run(5, 4).run(20, 2).write(folder);
        List<Snapshot> snapshots = Recordings.readAll(whole);
        Files.delete(whole);
        RecordFile record = SmallParts.of(whole, partBytes);
        snapshots.forEach(record::append);
        return whole;
    }

    private void fuzz(String name, Case one) throws IOException {
        int judged = 0;
        int refused = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Path file = one.write(random);
            try {
                Replay.of(file, PLAN, random.nextBoolean(), (_, _, _, _) -> {});
                judged++;
            } catch (RecordingException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("%s %d", name, seed)
                        .isNotBlank()
                        .hasSizeLessThan(450)
                        .doesNotContain("\n", "\r", "Exception", "tools.jackson", "canary.");
            } catch (RuntimeException | StackOverflowError e) {
                fail("%s, seed %d".formatted(name, seed), e);
            }
        }
        // Both happen, or the loop shows nothing.
        assertThat(judged).as("%s judged", name).isGreaterThan(ROUNDS / 100);
        assertThat(refused).as("%s refused", name).isGreaterThan(ROUNDS / 5);
    }

    private Path mutated(List<String> good, RandomGenerator random) throws IOException {
        List<String> lines = new ArrayList<>(good);
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
                default -> lines.set(at, mutated(lines.get(at), random));
            }
        }
        String end = random.nextBoolean() ? "\n" : "";
        return Files.writeString(folder.resolve("record.ndjson"), String.join("\n", lines) + end);
    }

    private static String mutated(String line, RandomGenerator random) {
        int at = random.nextInt(line.length());
        int end = Math.min(line.length(), at + 1 + random.nextInt(20));
        String odd = ODD.get(random.nextInt(ODD.size()));
        return switch (random.nextInt(6)) {
            case 0 -> line.substring(0, at) + line.substring(end);
            case 1 -> line.substring(0, at) + line.substring(at, end) + line.substring(at);
            case 2 ->
                    line.substring(0, at) + (char) random.nextInt(1, 0x3000) + line.substring(end);
            case 3 ->
                    replaced(
                            line,
                            NAME,
                            random,
                            name -> odd.length() > 9 ? "" : name + odd + ',' + name);
            default -> replaced(line, NUMBER, random, _ -> odd);
        };
    }

    private static String replaced(
            String line, Pattern what, RandomGenerator random, UnaryOperator<String> with) {
        List<MatchResult> found = what.matcher(line).results().toList();
        if (found.isEmpty()) {
            return line;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return line.substring(0, one.start()) + with.apply(one.group()) + line.substring(one.end());
    }

    /** Its bytes, or the text in it, which is packed again. */
    private static byte[] damaged(byte[] part, RandomGenerator random) throws IOException {
        if (random.nextBoolean()) {
            byte[] bytes = part.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return random.nextBoolean()
                    ? bytes
                    : Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        String text;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(part))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        lines.set(at, mutated(lines.get(at), random));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
