package canary.cluster;

import java.util.List;
import java.util.Map;
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

    /** Takes a version away for good; repeatable. Where nothing else is to be done, to zero. */
    default void retire(String version) {
        scale(version, 0);
    }

    /**
     * What keeps copies of a version from being made or getting ready, in the cluster's words;
     * empty where nothing does or the cluster does not tell.
     */
    default String problem(String version) {
        return "";
    }

    /** The last lines that each copy of a version logged, by its name; none where not told. */
    default Map<String, String> lastLines(String version) {
        return Map.of();
    }
}
