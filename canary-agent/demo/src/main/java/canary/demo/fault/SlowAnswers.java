package canary.demo.fault;

import java.time.Duration;

/** Sales of the canary take longer: far below any fixed limit, and all else is as fast as ever. */
public final class SlowAnswers extends ProxyFault {

    private static final String SLOW = "/api/v1/sales";
    private static final double SHARE = 0.6;
    private static final Duration LEAST = Duration.ofMillis(3);

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        boolean isHit =
                version.equals(target.canary()) && target.hasTraffic() && request.isBelow(SLOW);
        return isHit ? new ProxyAction.Stretch(SHARE, LEAST) : new ProxyAction.Pass();
    }
}
