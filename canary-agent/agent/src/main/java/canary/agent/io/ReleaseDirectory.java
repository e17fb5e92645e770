package canary.agent.io;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of one release: its plan as it was at the begin, the journal, the record of all
 * counters, the state of the counters, orders of people, the reports. Enough to go on after a death
 * and to judge again years later.
 */
public record ReleaseDirectory(Path path) {

    /** Where all releases lie: {@code $ERP_DATA_DIR/releases}, else {@code .erp/releases}. */
    public static Path all(@Nullable String dataDirectory, @Nullable String erpHome) {
        if (dataDirectory != null && !dataDirectory.isEmpty()) {
            return Path.of(dataDirectory, "releases");
        }
        return Path.of(erpHome == null ? "." : erpHome, ".erp", "releases").normalize();
    }

    /** All releases below a directory, the one begun last at the end. */
    public static List<ReleaseDirectory> list(Path all) {
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(all)) {
            return children.filter(child -> Files.exists(child.resolve("journal.ndjson")))
                    .map(ReleaseDirectory::new)
                    .sorted(Comparator.comparing(ReleaseDirectory::begun))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String begun() {
        try {
            return Files.getLastModifiedTime(plan()).toInstant() + " " + path;
        } catch (IOException e) {
            return "" + path;
        }
    }

    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** A place beside it that nobody has taken, for a release that is set aside. */
    public Path free() {
        int number = 1;
        while (Files.exists(path.resolveSibling(name() + "~" + number))) {
            number++;
        }
        return path.resolveSibling(name() + "~" + number);
    }

    /** The plan as it was when the release began. */
    public Path plan() {
        return path.resolve("plan.yaml");
    }

    public Path record() {
        return path.resolve("record.ndjson");
    }

    public Path counters() {
        return path.resolve("counters.json");
    }

    /** What the gates have made of the record so far. */
    public Path checkpoint() {
        return path.resolve("gates.state");
    }

    /** What the canary's copies logged last before they were taken away. */
    public Path lastLines() {
        return path.resolve("last-lines.txt");
    }

    public Path orders() {
        return path.resolve("control");
    }
}
