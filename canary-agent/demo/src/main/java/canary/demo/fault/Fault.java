package canary.demo.fault;

import canary.cluster.Cluster;
import canary.load.UserSatisfaction;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a release, done from outside: the product has no switch for it. A fault shows
 * only while the canary has traffic, as the ones that pass every test before do.
 */
public interface Fault extends AutoCloseable {

    /** Called once, before anything else. */
    default void begin(FaultTarget target) {}

    /**
     * Whether it is done to requests and scrapes on their way, which a proxy in each pod can do.
     */
    default boolean isOnTheWay() {
        return false;
    }

    /** What the router sees where a version's copies are. */
    default List<URI> front(String version, List<URI> backends) {
        return backends;
    }

    /** What the agent sees of the cluster. */
    default Cluster before(Cluster cluster) {
        return cluster;
    }

    /** Where the agent reads the router's page of metrics, without its path. */
    default URI beforeRouterPage(URI root) {
        return root;
    }

    /** What users think of the versions. */
    default UserSatisfaction satisfaction() {
        return UserSatisfaction.USUAL;
    }

    /** What it did, in a sentence for people; empty where the report shows enough. */
    default Optional<String> deeds() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
