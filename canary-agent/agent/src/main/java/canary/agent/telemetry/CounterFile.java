package canary.agent.telemetry;

import canary.counters.scrape.Counters;
import canary.files.WholeFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what the counters must remember over the death of the agent; whole or not at all. */
final class CounterFile {

    /** Both sources together, so that they are of the same moment. */
    record Kept(Counters.@Nullable State pods, Counters.@Nullable State mesh) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    CounterFile(Path file) {
        this.file = file;
    }

    void write(Kept kept) {
        try {
            WholeFile.write(file, JSON.writeValueAsString(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was kept; nothing where there is no file or it is not understood. */
    Kept read() {
        try {
            return Files.exists(file)
                    ? JSON.readValue(Files.readString(file), Kept.class)
                    : new Kept(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            return new Kept(null, null);
        }
    }
}
