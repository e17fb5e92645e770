package canary.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.History;
import canary.gates.Gates;
import canary.gates.input.AvailableSignals;
import canary.gates.input.Versions;
import canary.plan.Plan;
import canary.plan.PlanFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

class CheckpointTest {

    private static final Plan PLAN =
            PlanFile.parse(
                    "{release: next, stable: {version: v1}, canary: {version: v2}}", _ -> null);

    /** At the end of a file. */
    private static final int CHECKSUM_AND_LENGTH = 8;

    private static boolean isWitnessRead;

    @TempDir Path directory;
    private Path file;
    private Checkpoint checkpoint;

    @BeforeEach
    void begin() {
        isWitnessRead = false;
        file = directory.resolve("gates.state");
        checkpoint = new Checkpoint(file);
        Gates gates =
                new Gates(
                        PLAN.gates(),
                        new Versions("v1", "v2"),
                        PLAN.alpha(),
                        new AvailableSignals(true, true, true, true, true, true, true, true, true));
        checkpoint.write(new Checkpoint.State(3, gates, new History(PLAN.gates().longestWindow())));
    }

    @Test
    void gives_back_what_was_written() {
        assertThat(checkpoint.read().orElseThrow().parts()).isEqualTo(3);
    }

    @Test
    void makes_nothing_of_bytes_whose_checksum_is_wrong() throws IOException {
        write(withObject(new Witness()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - CHECKSUM_AND_LENGTH] ^= 1;
        Files.write(file, bytes);
        assertThat(checkpoint.read()).isEmpty();
        assertThat(isWitnessRead).isFalse();
    }

    @Test
    void is_not_used_where_a_class_of_it_cannot_be_linked() throws IOException {
        String bytes = new String(withObject(new Intact()), StandardCharsets.ISO_8859_1);
        write(bytes.replace("$Intact", "$Broken").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(checkpoint.read()).isEmpty();
    }

    @Test
    void is_not_used_where_it_is_deeper_than_the_stack() throws Exception {
        Object[] deep = {};
        for (int depth = 0; depth < 100_000; depth++) {
            deep = new Object[] {deep};
        }
        Object[] nested = deep;
        Thread writer = new Thread(null, () -> write(withObject(nested)), "deep", 1L << 30);
        writer.start();
        writer.join();
        assertThat(Files.size(file)).isGreaterThan(1000);
        assertThat(checkpoint.read()).isEmpty();
    }

    @Test
    void is_not_used_where_it_asks_for_more_memory_than_there_is() throws IOException {
        byte[] bytes = withObject(new long[] {7});
        // The length of the array stands before its only element.
        bytes[bytes.length - Long.BYTES - Integer.BYTES] = Byte.MAX_VALUE;
        write(bytes);
        assertThat(checkpoint.read()).isEmpty();
    }

    /** A checkpoint of this build with something else in it. */
    private byte[] withObject(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectInputStream written =
                        new ObjectInputStream(
                                new GZIPInputStream(
                                        new ByteArrayInputStream(Files.readAllBytes(file))));
                ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeUTF(written.readUTF());
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(byte[] bytes) {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Witness implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            isWitnessRead = true;
        }
    }

    private static final class Intact implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** As long a name as the other's. */
    private static final class Broken implements Serializable {
        private static final long serialVersionUID = 1;

        static {
            fail();
        }

        private static void fail() {
            throw new IllegalStateException("broken");
        }
    }
}
