package canary.replay;

import canary.counters.Snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What replay reads of a file. */
public final class Recordings {

    private Recordings() {}

    public static List<Snapshot> readAll(Path file) {
        List<Snapshot> all = new ArrayList<>();
        new Recording(file).read(all::add);
        return all;
    }
}
