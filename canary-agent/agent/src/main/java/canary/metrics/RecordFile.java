package canary.metrics;

import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A release's counters as NDJSON, one snapshot a line: evidence that can be judged again. */
public final class RecordFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private boolean isEndKnown;

    public RecordFile(Path file) {
        this.file = file;
    }

    /** Appends a line; a line that an earlier death cut short is closed first. */
    public void append(Snapshot snapshot) {
        try {
            String torn = isEndKnown || endsWell(file) ? "" : "\n";
            Files.writeString(
                    file,
                    torn + JSON.writeValueAsString(snapshot) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            isEndKnown = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is empty, absent, or ends with a whole line. */
    public static boolean endsWell(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return true;
        }
        try (var channel = Files.newByteChannel(file)) {
            channel.position(channel.size() - 1);
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last);
            return last.get(0) == '\n';
        }
    }

    /** Hands every readable line to a reader, oldest first; torn lines are passed over. */
    public void read(Consumer<Snapshot> reader) {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Snapshot snapshot = parse(line);
                if (snapshot != null) {
                    reader.accept(snapshot);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Snapshot parse(String line) {
        try {
            return JSON.readValue(line, Snapshot.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** All snapshots, for short recordings and tests. */
    public List<Snapshot> readAll() {
        List<Snapshot> all = new ArrayList<>();
        read(all::add);
        return all;
    }
}
