package canary.demo.fault;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A fault on the way to the servers. A proxy stands before either version, so that the way is
 * equally long and only the fault makes a difference.
 */
abstract class ProxyFault implements Fault {

    private final Map<String, FaultProxy> proxies = new HashMap<>();

    /** What happens to a request that the router sent to this version. */
    abstract ProxyAction action(FaultTarget target, String version, ProxiedRequest request);

    @Override
    public final boolean isOnTheWay() {
        return true;
    }

    static boolean strikes(double share) {
        return ThreadLocalRandom.current().nextDouble() < share;
    }

    @Override
    public final void begin(FaultTarget target) {
        for (String version : List.of(target.stable(), target.canary())) {
            proxies.put(
                    version, new FaultProxy(version, request -> action(target, version, request)));
        }
    }

    @Override
    public final List<URI> front(String version, List<URI> backends) {
        FaultProxy proxy = proxies.get(version);
        return proxy == null ? backends : proxy.before(backends);
    }

    @Override
    public final void close() {
        proxies.values().forEach(FaultProxy::close);
    }
}
