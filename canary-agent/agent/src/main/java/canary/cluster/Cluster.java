package canary.cluster;

import java.util.List;

/**
 * Runs versions. Calls fail with {@link java.io.UncheckedIOException} where the cluster does not
 * answer.
 */
public interface Cluster {

    /**
     * The copies that should be running of a version, whether ready or not; empty when it is scaled
     * to zero.
     */
    List<Pod> pods(String version);

    /** Asks for so many copies of a version; repeatable. Zero keeps its configuration. */
    void scale(String version, int replicas);
}
