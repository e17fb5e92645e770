package canary.agent.io;

import canary.journal.Entry;
import canary.journal.FileStore;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.rollout.Ended;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The releases of one data directory, one directory each under the release's name. A name that is
 * used again moves the ended release aside ({@code NAME~1}), so that none is overwritten.
 */
public record LocalReleases(Path all) implements Releases {

    @Override
    public KeptRelease prepare(Plan plan, String text) {
        ReleaseDirectory directory = new ReleaseDirectory(all.resolve(plan.release()));
        List<Entry> entries = Journal.peek(FileStore.toRead(directory.path()));
        try {
            if (!entries.isEmpty() && !(entries.getLast().phase() instanceof Ended)) {
                if (!text.equals(Files.readString(directory.plan()))) {
                    throw Releases.underWay(plan.release());
                }
                return new LocalRelease(directory);
            }
            if (!entries.isEmpty()) {
                Files.move(directory.path(), directory.free());
            }
            Files.createDirectories(directory.path());
            Files.writeString(directory.plan(), text);
            return new LocalRelease(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<KeptRelease> list() {
        return ReleaseDirectory.list(all).stream().<KeptRelease>map(LocalRelease::new).toList();
    }

    @Override
    public String place() {
        return "below " + all;
    }
}
