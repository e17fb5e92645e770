package canary.demo.fault;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The canary refuses every order that stable takes, as after a change of what a field is called:
 * each arrives without anything in it, and the canary itself answers 422. Nothing fails by a 5xx,
 * and tests that change nothing pass.
 */
public final class RefusedOrders extends ProxyFault {

    private static final String ORDERS = "/api/v1/sales/orders";

    private final LongAdder refused = new LongAdder();

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        boolean isHit =
                version.equals(target.canary())
                        && target.hasTraffic()
                        && request.method().equals("POST")
                        && request.path().equals(ORDERS)
                        && !request.isTest();
        if (!isHit) {
            return new ProxyAction.Pass();
        }
        refused.increment();
        return new ProxyAction.Replace("{}");
    }

    @Override
    public Optional<String> deeds() {
        return Optional.of("%d orders reached v2 without their content".formatted(refused.sum()));
    }
}
