package canary.demo.fault;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** One route of the canary always fails, all others work: what a forgotten grant or table does. */
public final class DeadRoute extends ProxyFault {

    private final Route route;
    private final LongAdder failed = new LongAdder();

    public DeadRoute(Route route) {
        this.route = route;
    }

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        boolean isHit =
                version.equals(target.canary()) && target.hasTraffic() && route.matches(request);
        if (!isHit) {
            return new ProxyAction.Pass();
        }
        failed.increment();
        return new ProxyAction.Fail(500);
    }

    @Override
    public Optional<String> deeds() {
        return Optional.of("%d requests to %s were answered 500".formatted(failed.sum(), route));
    }
}
