package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.Judgement;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.verdict.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An agent that is started again goes on to the same verdicts without reading the whole record. */
class RestartTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final int ROUTES = 200;
    private static final double RATE = 40;

    /** Where the state begins to say of which build it is. */
    private static final int FINGERPRINT = 8;

    private static final Plan PLAN =
            PlanFile.parse(
                    """
                    release: next
                    stable: {version: v1}
                    canary: {version: v2}
                    gates: {smoke: {everyStage: false}}
                    """,
                    _ -> null);

    @TempDir Path directory;

    @Test
    void goes_on_from_what_the_gates_had_made_of_the_record() throws IOException {
        ReleaseDay day = new ReleaseDay(ROUTES);
        Phase phase = new Live.Watching(0, START.plusSeconds(100));
        try (AgentLife first = new AgentLife(PLAN, directory, day)) {
            day.pass(10, RATE);
            first.look(new Groundwork.Preflight(START), START);
            day.weight(20);
            for (int tick = 1; tick <= 150; tick++) {
                day.pass(10, RATE);
                first.look(phase, START.plusSeconds(10 * tick));
            }
        }
        assertThat(directory.resolve("gates.state")).isNotEmptyFile();
        Path whole = copy(directory.resolve("whole"));
        Files.delete(whole.resolve("gates.state"));
        // Only who has made use of it does not miss what the oldest part says.
        Files.delete(directory.resolve("record-0001.ndjson.gz"));
        Files.createFile(directory.resolve("record-0001.ndjson"));
        assertThat(after(directory, day, phase)).isEqualTo(after(whole, day, phase));
    }

    @Test
    void does_not_believe_a_damaged_or_foreign_checkpoint() throws IOException {
        ReleaseDay day = new ReleaseDay(ROUTES);
        Phase phase = new Live.Watching(0, START);
        try (AgentLife first = new AgentLife(PLAN, directory, day)) {
            day.weight(20);
            for (int tick = 1; tick <= 100; tick++) {
                day.pass(10, RATE);
                first.look(phase, START.plusSeconds(10 * tick));
            }
        }
        Path damaged = copy(directory.resolve("damaged"));
        Path file = damaged.resolve("gates.state");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
        Path foreign = copy(directory.resolve("foreign"));
        Path text = foreign.resolve("gates.state");
        byte[] other = unzipped(Files.readAllBytes(text));
        other[FINGERPRINT] ^= 1;
        try (var out = new GZIPOutputStream(Files.newOutputStream(text))) {
            out.write(other);
        }
        List<Finding> expected = after(directory, day, phase);
        assertThat(after(damaged, day, phase)).isEqualTo(expected);
        assertThat(after(foreign, day, phase)).isEqualTo(expected);
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    /** What an agent that is started again says at its first ticks. */
    private static List<Finding> after(Path directory, ReleaseDay day, Phase phase) {
        List<Finding> findings = new ArrayList<>();
        try (AgentLife again = new AgentLife(PLAN, directory, day)) {
            for (int tick = 1; tick <= 3; tick++) {
                Judgement judgement =
                        again.look(phase, START.plusSeconds(3000 + 10 * tick)).judgement();
                findings.addAll(judgement.findings());
            }
        }
        return findings;
    }

    private Path copy(Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return to;
    }
}
