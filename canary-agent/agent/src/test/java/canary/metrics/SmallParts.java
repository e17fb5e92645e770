package canary.metrics;

import java.nio.file.Path;

/** Records whose parts are closed sooner. */
public final class SmallParts {

    private SmallParts() {}

    public static RecordFile of(Path file, long partBytes) {
        return new RecordFile(file, partBytes);
    }
}
