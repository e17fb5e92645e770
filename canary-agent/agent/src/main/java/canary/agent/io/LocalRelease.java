package canary.agent.io;

import canary.journal.Entry;
import canary.journal.FileStore;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.plan.PlanFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A release in a directory of this machine. */
record LocalRelease(ReleaseDirectory directory) implements KeptRelease {

    @Override
    public String name() {
        return directory.name();
    }

    @Override
    public Plan plan() {
        return PlanFile.read(directory.plan());
    }

    @Override
    public Plan planToLookAt() {
        return PlanFile.readToLookAt(directory.plan());
    }

    @Override
    public List<Entry> peek() {
        return Journal.peek(directory.path());
    }

    @Override
    public boolean isAtWork() {
        return FileStore.isHeld(directory.path());
    }

    @Override
    public Instant lastWritten() {
        return FileStore.toRead(directory.path()).lastWritten();
    }

    /** The kernel takes it from nobody who lives. */
    @Override
    public Hold hold(Plan plan, Runnable onLost) {
        return EntranceLock.take(EntranceLock.place(), plan, directory)::close;
    }

    @Override
    public Journal journal() {
        return Journal.open(directory.path());
    }

    @Override
    public Orders orders() {
        return new Inbox(directory.orders());
    }

    /** They lie in the directory already. */
    @Override
    public void publish(String markdown, String json) {}

    @Override
    public Optional<Report> published() {
        Path markdown = directory.path().resolve("report.md");
        Path json = directory.path().resolve("report.json");
        try {
            return Files.exists(markdown) && Files.exists(json)
                    ? Optional.of(new Report(Files.readString(markdown), Files.readString(json)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
