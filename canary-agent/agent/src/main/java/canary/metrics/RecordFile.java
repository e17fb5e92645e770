package canary.metrics;

import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A release's counters as NDJSON, one snapshot a line: evidence that can be judged again. The file
 * holds the newest; when it has grown, it becomes a compressed part beside it and begins anew, with
 * a whole line: {@code record-0001.ndjson.gz}, {@code record-0002.ndjson.gz}, {@code
 * record.ndjson}.
 */
public final class RecordFile {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PART_BYTES = 1_000_000;

    private final Path file;
    private final RecordLines lines = new RecordLines();
    private final long partBytes;
    private final Set<Path> unreadable = new HashSet<>();
    private boolean isEndKnown;

    public RecordFile(Path file) {
        this(file, PART_BYTES);
    }

    RecordFile(Path file, long partBytes) {
        this.file = file;
        this.partBytes = partBytes;
    }

    /**
     * Appends a line; a line that an earlier death cut short is cut off first.
     *
     * @return whether the file was full before, and begins with this line
     */
    public boolean append(Snapshot snapshot) {
        try {
            if (!isEndKnown) {
                cutOffTornLine();
                isEndKnown = true;
            }
            boolean isFull = Files.exists(file) && Files.size(file) >= partBytes;
            if (isFull) {
                close();
            }
            Files.writeString(
                    file,
                    lines.write(snapshot) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return isFull;
        } catch (IOException e) {
            // Nobody knows how much of the line is there, and the next must not add to it.
            isEndKnown = false;
            lines.forget();
            throw new UncheckedIOException(e);
        }
    }

    private void cutOffTornLine() throws IOException {
        if (endsWell()) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
    }

    /** A part that an earlier death left uncompressed is read as it is. */
    private void close() throws IOException {
        int number = parts() + 1;
        Path part = part(number, "");
        Files.move(file, part, StandardCopyOption.ATOMIC_MOVE);
        lines.forget();
        Path draft = part(number, ".gz.new");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(draft))) {
            Files.copy(part, out);
        }
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, part(number, ".gz"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(part);
    }

    /** How many parts are closed. */
    public int parts() {
        int parts = 0;
        while (Files.exists(part(parts + 1, ".gz")) || Files.exists(part(parts + 1, ""))) {
            parts++;
        }
        return parts;
    }

    private Path part(int number, String ending) {
        return file.resolveSibling("%s-%04d.ndjson%s".formatted(name(), number, ending));
    }

    /** Whether the file is empty, absent, or ends with a whole line. */
    public boolean endsWell() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) == '\n';
        }
    }

    /**
     * All parts after each other, oldest first; the file itself may be compressed too. A part that
     * cannot be read is an error of the stream.
     */
    public InputStream open() {
        List<Path> files = files(0);
        List<InputStream> openedWhenAsked =
                new AbstractList<>() {
                    @Override
                    public InputStream get(int index) {
                        try {
                            return RecordFile.stream(files.get(index));
                        } catch (IOException e) {
                            throw new UncheckedIOException(
                                    files.get(index) + ": " + e.getMessage(), e);
                        }
                    }

                    @Override
                    public int size() {
                        return files.size();
                    }
                };
        return new SequenceInputStream(Collections.enumeration(openedWhenAsked));
    }

    /** A part that is not there although a later one is. */
    public Optional<Path> missingPart() {
        Path directory = file.toAbsolutePath().getParent();
        Pattern later = Pattern.compile(Pattern.quote(name()) + "-([0-9]{4,6})\\.ndjson(\\.gz)?");
        int last = 0;
        if (directory == null || !Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(directory)) {
            for (Path each : beside) {
                Matcher part = later.matcher(String.valueOf(each.getFileName()));
                last = part.matches() ? Math.max(last, Integer.parseInt(part.group(1))) : last;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int whole = parts();
        return last > whole ? Optional.of(part(whole + 1, ".gz")) : Optional.empty();
    }

    private String name() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ndjson$", "");
    }

    /** The parts from the first that is not passed, and the file; the file alone may be absent. */
    private List<Path> files(int partsToPass) {
        List<Path> files = new ArrayList<>();
        int parts = parts();
        for (int number = partsToPass + 1; number <= parts; number++) {
            // An original that is still there is whole, whatever was made of it.
            Path part = part(number, "");
            files.add(Files.exists(part) ? part : part(number, ".gz"));
        }
        if (files.isEmpty() || Files.exists(file)) {
            files.add(file);
        }
        return files;
    }

    private static boolean isCompressed(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".gz");
    }

    private static InputStream stream(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        if (!isCompressed(file)) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * Hands every readable line to a reader, oldest first; torn lines are passed over, and so are
     * parts that cannot be read.
     */
    public void read(Consumer<Snapshot> reader) {
        read(0, reader);
    }

    /** The same without the oldest parts. */
    public void read(int partsToPass, Consumer<Snapshot> reader) {
        if (!Files.exists(file) && parts() <= partsToPass) {
            return;
        }
        for (Path next : files(partsToPass)) {
            try {
                check(next);
                read(next, reader);
            } catch (IOException e) {
                if (unreadable.add(next)) {
                    LOG.warn("event=record_not_read file={} cause={}", next, e.toString());
                }
            }
        }
    }

    /** A closed part's checksum stands at its end, and no number of a damaged one is believed. */
    private static void check(Path part) throws IOException {
        if (!isCompressed(part)) {
            return;
        }
        try (InputStream bytes = stream(part)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void read(Path part, Consumer<Snapshot> reader) throws IOException {
        RecordLines all = new RecordLines();
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(stream(part), StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                Snapshot snapshot = parse(all, line);
                if (snapshot != null) {
                    reader.accept(snapshot);
                }
            }
        }
    }

    private static @Nullable Snapshot parse(RecordLines all, String line) {
        try {
            if (line.startsWith("{\"after\":")) {
                JsonNode tree = JSON.readTree(line);
                return tree instanceof ObjectNode object ? all.read(object) : null;
            }
            Snapshot whole = JSON.readValue(line, Snapshot.class);
            all.begin(whole);
            return whole;
        } catch (JacksonException | IllegalArgumentException e) {
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
