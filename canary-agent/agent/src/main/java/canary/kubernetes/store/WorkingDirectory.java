package canary.kubernetes.store;

import canary.agent.io.ReleaseDirectory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps what an agent left on this machine of another release of the same name from being taken for
 * evidence about this one.
 */
final class WorkingDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingDirectory.class);

    private static final String OWNER = "release.id";

    private WorkingDirectory() {}

    /**
     * Makes the directory fit for a release; another's is moved aside.
     *
     * @param unique of the release
     */
    static void of(ReleaseDirectory directory, String unique) {
        Path path = directory.path();
        Path owner = path.resolve(OWNER);
        boolean isOurs = unique.equals(read(owner));
        try {
            if (!isOurs && holdsRecord(directory)) {
                Files.move(path, directory.free());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s holds the record of another release of this name, and cannot be moved: %s"
                            .formatted(path, e.getMessage()),
                    e);
        }
        try {
            Files.createDirectories(path);
            Files.writeString(owner, unique);
        } catch (IOException e) {
            LOG.warn("event=no_working_directory directory={} cause={}", path, e.toString());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean holdsRecord(ReleaseDirectory directory) {
        return Files.exists(directory.record())
                || Files.exists(directory.counters())
                || Files.exists(directory.checkpoint())
                || Files.exists(directory.plan());
    }
}
