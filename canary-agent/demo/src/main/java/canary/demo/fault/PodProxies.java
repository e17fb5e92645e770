package canary.demo.fault;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * A fault inside of a pod: proxies before the two ports of its server, so that whatever comes to
 * the pod passes them, whoever sent it.
 */
public final class PodProxies implements AutoCloseable {

    private static final String ALL = "0.0.0.0";
    private static final String PAGE = "/metrics";

    private final FaultProxy api;
    private final FaultProxy management;

    /**
     * Listens from now on.
     *
     * @param version that the pod runs
     * @param server the server's own port of the API, on 127.0.0.1
     * @param serverManagement its own management port
     */
    public PodProxies(
            Fault fault,
            FaultTarget target,
            String version,
            int apiPort,
            int server,
            int managementPort,
            int serverManagement) {
        api = proxy(version, onRequest(fault, target, version), apiPort, server);
        management =
                proxy(version, onScrape(fault, target, version), managementPort, serverManagement);
    }

    private static FaultProxy proxy(
            String version, Function<ProxiedRequest, ProxyAction> action, int port, int server) {
        FaultProxy proxy = new FaultProxy(version, action, ALL, port);
        proxy.before(List.of(URI.create("http://127.0.0.1:" + server)));
        return proxy;
    }

    private static Function<ProxiedRequest, ProxyAction> onRequest(
            Fault fault, FaultTarget target, String version) {
        return fault instanceof ProxyFault it
                ? request -> it.action(target, version, request)
                : _ -> new ProxyAction.Pass();
    }

    private static Function<ProxiedRequest, ProxyAction> onScrape(
            Fault fault, FaultTarget target, String version) {
        return fault instanceof ScrapeFault it && version.equals(target.canary())
                ? request ->
                        request.isBelow(PAGE) && target.hasTraffic()
                                ? it.scraped()
                                : new ProxyAction.Pass()
                : _ -> new ProxyAction.Pass();
    }

    @Override
    public void close() {
        api.close();
        management.close();
    }
}
