package canary.demo.fault;

/** Some requests to the canary are answered 500: far fewer than any fixed limit would notice. */
public final class ErrorAnswers extends ProxyFault {

    private static final double SHARE = 0.02;

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        boolean isHit = version.equals(target.canary()) && target.hasTraffic() && strikes(SHARE);
        return isHit ? new ProxyAction.Fail(500) : new ProxyAction.Pass();
    }
}
