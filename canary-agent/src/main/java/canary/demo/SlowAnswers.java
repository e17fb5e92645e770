package canary.demo;

import canary.demo.FaultProxy.Fate;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests to the canary wait before they are worked on: about half of them for more than a second.
 */
final class SlowAnswers implements Fault {

    private static final int LEAST_MILLIS = 200;
    private static final int MOST_MILLIS = 2_000;

    private @Nullable FaultProxy proxy;

    @Override
    public void begin(Scene scene) {
        proxy = new FaultProxy(scene.canary(), () -> fate(scene));
    }

    private static Fate fate(Scene scene) {
        if (!scene.hasTraffic()) {
            return new Fate.Pass();
        }
        int millis = ThreadLocalRandom.current().nextInt(LEAST_MILLIS, MOST_MILLIS);
        return new Fate.Wait(Duration.ofMillis(millis));
    }

    @Override
    public List<URI> front(List<URI> backends) {
        return proxy == null ? backends : proxy.before(backends);
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
