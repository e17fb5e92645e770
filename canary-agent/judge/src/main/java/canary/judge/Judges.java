package canary.judge;

import canary.counters.Snapshot;
import canary.counters.Source;

import java.io.Serializable;
import java.util.Optional;

/**
 * A release's judges, one for each source that counts. The sequential tests of the leading source
 * decide: the router's where it counts, because it alone sees what users see; the fixed limits hold
 * for both.
 */
public final class Judges implements Serializable {
    private final SnapshotFeed pods;
    private final SnapshotFeed mesh;
    private final Settings settings;

    public Judges(Settings settings, String stable, String canary) {
        this.settings = settings;
        pods = new SnapshotFeed(settings, Source.PODS, stable, canary);
        mesh = new SnapshotFeed(settings, Source.MESH, stable, canary);
    }

    /** Adds the next snapshot. */
    public void add(Snapshot snapshot) {
        pods.add(snapshot);
        mesh.add(snapshot);
    }

    /** The judge of a source; empty until it has counted something twice. */
    public Optional<Judge> of(Source source) {
        return (source == Source.PODS ? pods : mesh).judge();
    }

    /** Whose sequential tests decide. */
    public Source leading() {
        return of(Source.MESH).isPresent() ? Source.MESH : Source.PODS;
    }

    public Settings settings() {
        return settings;
    }
}
