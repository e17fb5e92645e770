package canary.demo.fault;

import canary.cluster.Cluster;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Both versions are well; the pages of the canary and of the router fail now and then. */
public final class Gaps implements Fault, ScrapeFault {

    private static final double SHARE = 0.15;
    private static final int UNAVAILABLE = 503;

    private final LongAdder missed = new LongAdder();
    private final MetricsProxy canary = new MetricsProxy(this::fails);
    private final MetricsProxy router = new MetricsProxy(this::fails);

    @Override
    public boolean isOnTheWay() {
        return true;
    }

    @Override
    public ProxyAction scraped() {
        return fails();
    }

    private ProxyAction fails() {
        if (!ProxyFault.strikes(SHARE)) {
            return new ProxyAction.Pass();
        }
        missed.increment();
        return new ProxyAction.Fail(UNAVAILABLE);
    }

    @Override
    public void begin(FaultTarget target) {
        canary.begin(target);
        router.begin(target);
    }

    @Override
    public Cluster before(Cluster cluster) {
        return canary.before(cluster);
    }

    @Override
    public URI beforeRouterPage(URI root) {
        return router.before(List.of(root)).getFirst();
    }

    @Override
    public Optional<String> deeds() {
        return Optional.of("%d scrapes of v2 and the router failed".formatted(missed.sum()));
    }

    @Override
    public void close() {
        canary.close();
        router.close();
    }
}
