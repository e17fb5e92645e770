package canary.agent.telemetry;

import canary.counters.History;
import canary.files.WholeFile;
import canary.gates.Gates;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What the gates had made of a release's record when its last part was closed, so that an agent
 * that is started again need not read it all. The record stays the truth: a checkpoint that is
 * absent, damaged or of another build is not used.
 */
final class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    /** An hour of history is some 20 MB, and nothing in it lies deep. */
    private static final int MOST_BYTES = 1 << 28;

    private static final ObjectInputFilter OURS =
            ObjectInputFilter.Config.createFilter(
                    "maxarray=1000000;maxdepth=100;maxrefs=50000000;canary.**;java.base/*;!*");

    private static final int BUFFER = 1 << 16;

    /**
     * Gates and history after the same snapshot.
     *
     * @param parts of the record that they have seen
     */
    record State(int parts, Gates gates, History history) implements Serializable {}

    private final Path file;

    Checkpoint(Path file) {
        this.file = file;
    }

    void write(State state) {
        try {
            WholeFile.write(file, out -> write(out, state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream to, State state) throws IOException {
        try (var out = new ObjectOutputStream(new GZIPOutputStream(to, BUFFER))) {
            out.writeUTF(build());
            out.writeObject(state);
        }
    }

    Optional<State> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes()))) {
            in.setObjectInputFilter(OURS);
            if (!in.readUTF().equals(build())) {
                throw new InvalidObjectException("it is of another build");
            }
            State state = (State) in.readObject();
            if (in.read() >= 0) {
                throw new InvalidObjectException("it goes on where it should end");
            }
            return Optional.of(state);
        } catch (IOException
                | ClassNotFoundException
                | RuntimeException
                | LinkageError
                | StackOverflowError
                | OutOfMemoryError e) {
            LOG.warn("event=checkpoint_not_used file={} cause={}", file, e.toString());
            return Optional.empty();
        }
    }

    /** All of it, so that the sum over it has been checked before any of it is made use of. */
    private byte[] bytes() throws IOException {
        try (InputStream zipped = Files.newInputStream(file);
                InputStream in = new GZIPInputStream(zipped, BUFFER)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (in.read() >= 0) {
                throw new InvalidObjectException("it is larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** What the code is that judges: only its own state goes on to the same numbers. */
    private static String build() throws IOException {
        return fingerprint(Gates.class) + " " + fingerprint(Checkpoint.class);
    }

    private static String fingerprint(Class<?> code) throws IOException {
        try {
            Path place = Path.of(code.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.size(place) + "@" + Files.getLastModifiedTime(place);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
