package canary.demo.fault;

import canary.cluster.Cluster;

/** The canary works, is healthy and ready, but its page of metrics is gone once it has traffic. */
public final class NoMetrics implements Fault, ScrapeFault {

    private static final int UNAVAILABLE = 503;

    private final MetricsProxy proxy = new MetricsProxy(this::scraped);

    @Override
    public boolean isOnTheWay() {
        return true;
    }

    @Override
    public ProxyAction scraped() {
        return new ProxyAction.Fail(UNAVAILABLE);
    }

    @Override
    public void begin(FaultTarget target) {
        proxy.begin(target);
    }

    @Override
    public Cluster before(Cluster cluster) {
        return proxy.before(cluster);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
