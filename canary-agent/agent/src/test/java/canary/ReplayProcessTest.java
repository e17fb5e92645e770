package canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real process with little memory, at inputs that have no end or no sense. */
class ReplayProcessTest {

    private static final String LINE =
            "{\"at\":\"2026-11-24T09:00:00Z\",\"weight\":5,\"series\":[{\"version\":\"v1\","
                    + "\"method\":\"GET\",\"route\":\"/a\",\"requests\":1,\"errors\":0}]}\n";

    @TempDir private Path folder;

    private record Ended(int code, String out, String errors) {}

    private Ended replay(String... words) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx192m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "canary.Main",
                                "release",
                                "replay"));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile())
                        .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(errors));
    }

    private static void refuses(Ended ended, String problem) {
        assertThat(ended.errors())
                .isEqualTo("The recording cannot be judged:\n  " + problem + "\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void a_line_of_300_megabytes_is_refused_at_its_limit() throws Exception {
        Path file = folder.resolve("record.ndjson");
        Files.writeString(file, LINE);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(300_000_000);
        }
        refuses(replay(file.toString()), "line 2: is longer than 16777216 bytes");
    }

    @Test
    void a_line_of_as_many_pieces_as_fit_is_refused_or_read() throws Exception {
        Path file = folder.resolve("record.ndjson");
        String pieces = "{},".repeat(900_000);
        Files.writeString(file, LINE.replace("\"weight\"", "\"x\":[" + pieces + "{}],\"weight\""));
        Ended ended = replay(file.toString());
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.code()).isEqualTo(4);
    }

    @Test
    void a_pipe_is_refused_and_not_waited_for() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor()).isZero();
        refuses(
                replay(pipe.toString()),
                pipe + " is not a regular file: what comes from a pipe is written to one first");
    }

    @Test
    void a_device_without_an_end_is_no_plan_and_no_recording() throws Exception {
        Path file = Files.writeString(folder.resolve("record.ndjson"), LINE);
        Ended plan = replay(file.toString(), "--plan", "/dev/zero");
        assertThat(plan.errors())
                .isEqualTo(
                        "The plan cannot be carried out:\n"
                            + "  plan: /dev/zero is not a regular file\n");
        assertThat(plan.code()).isEqualTo(2);
        refuses(
                replay("/dev/zero"),
                "/dev/zero is not a regular file: what comes from a pipe is written to one first");
    }

    @Test
    void numbers_without_sense_end_with_a_sentence() throws Exception {
        Path file = folder.resolve("record.ndjson");
        String beyond = LINE.replace("\"requests\":1", "\"requests\":9223372036854775808");
        Files.writeString(file, LINE + beyond, StandardCharsets.UTF_8);
        refuses(
                replay(file.toString()),
                "line 2: series[0].requests is a whole number from 0 to 1000000000000000, not"
                        + " 9223372036854775808");
    }
}
