package canary.demo;

import canary.demo.FaultProxy.Fate;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A fifth of the requests to the canary is answered 500. */
final class ErrorAnswers implements Fault {

    private static final double SHARE = 0.2;

    private @Nullable FaultProxy proxy;

    @Override
    public void begin(Scene scene) {
        proxy = new FaultProxy(scene.canary(), () -> fate(scene));
    }

    private static Fate fate(Scene scene) {
        boolean strikes = ThreadLocalRandom.current().nextDouble() < SHARE;
        return strikes && scene.hasTraffic() ? new Fate.Fail() : new Fate.Pass();
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
