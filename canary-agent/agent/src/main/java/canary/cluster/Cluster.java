package canary.cluster;

import java.util.List;
import java.util.OptionalInt;

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

    /**
     * How many copies of a version are asked for now, by an agent, a person or an autoscaler; empty
     * where the cluster does not tell, or knows no such version.
     */
    OptionalInt desired(String version);

    /** Asks for so many copies of a version; repeatable. Zero keeps its configuration. */
    void scale(String version, int replicas);
}
