package canary.agent.io;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.plan.PlanFile;
import canary.rollout.Phase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The releases of one data directory, one directory each under the release's name. A name that is
 * used again moves the ended release aside ({@code NAME~1}), so that none is overwritten.
 */
public record Releases(Path all) {

    /**
     * The directory to run a plan in: a new one, or that of the same release where it is under way.
     * An ended release of the same name is moved aside. Throws {@link PlanException} where the
     * release under way has another plan.
     */
    public ReleaseDirectory prepare(Plan plan, Path planFile) {
        ReleaseDirectory directory = new ReleaseDirectory(all.resolve(plan.release()));
        List<Entry> entries = Journal.peek(directory.path());
        try {
            String text = Files.readString(planFile);
            if (!entries.isEmpty() && !(entries.getLast().phase() instanceof Phase.Ended)) {
                if (!text.equals(Files.readString(directory.plan()))) {
                    throw new PlanException(
                            List.of(
                                    "release: %s is under way with another plan; `release resume` goes on with that one"
                                            .formatted(plan.release())));
                }
                return directory;
            }
            if (!entries.isEmpty()) {
                Files.move(directory.path(), free(directory.path()));
            }
            Files.createDirectories(directory.path());
            Files.writeString(directory.plan(), text);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path free(Path taken) {
        int number = 1;
        while (Files.exists(taken.resolveSibling(taken.getFileName() + "~" + number))) {
            number++;
        }
        return taken.resolveSibling(taken.getFileName() + "~" + number);
    }

    /** The release of this name, or the one begun last where the name is empty. */
    public Optional<ReleaseDirectory> find(String name) {
        List<ReleaseDirectory> known = ReleaseDirectory.list(all);
        return name.isEmpty()
                ? known.isEmpty() ? Optional.empty() : Optional.of(known.getLast())
                : known.stream().filter(release -> release.name().equals(name)).findFirst();
    }

    /** The plan that a release began with. */
    public static Plan planOf(ReleaseDirectory directory) {
        return PlanFile.read(directory.plan());
    }
}
