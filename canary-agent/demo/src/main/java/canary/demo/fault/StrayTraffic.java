package canary.demo.fault;

import java.net.URI;
import java.util.List;

/** A part of stable's requests ends at the canary, behind the back of whoever set the weights. */
public final class StrayTraffic extends ProxyFault {

    private static final double SHARE = 0.18;

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        List<URI> canary = target.backends().of(target.canary());
        boolean isHit =
                version.equals(target.stable())
                        && target.hasTraffic()
                        && !canary.isEmpty()
                        && strikes(SHARE);
        return isHit ? new ProxyAction.Divert(canary.getFirst()) : new ProxyAction.Pass();
    }
}
