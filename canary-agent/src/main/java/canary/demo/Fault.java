package canary.demo;

import java.net.URI;
import java.util.List;

/**
 * What is wrong with a release, done from outside: the product has no switch for it. A fault shows
 * only while the canary has traffic, as the ones that pass every test before do.
 */
interface Fault extends AutoCloseable {

    /** What the router sees where the canary's copies are. */
    default List<URI> front(List<URI> backends) {
        return backends;
    }

    /** Called once, before the first request. */
    default void begin(Scene scene) {}

    @Override
    default void close() {}
}
