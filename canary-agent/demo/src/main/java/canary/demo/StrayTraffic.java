package canary.demo;

import java.net.URI;
import java.util.List;

/** A part of stable's requests ends at the canary, behind the back of whoever set the weights. */
final class StrayTraffic extends ProxyFault {

    private static final double SHARE = 0.18;

    @Override
    Fate fate(Scene scene, String version, Asked asked) {
        List<URI> canary = scene.backends().of(scene.canary());
        boolean isHit =
                version.equals(scene.stable())
                        && scene.hasTraffic()
                        && !canary.isEmpty()
                        && strikes(SHARE);
        return isHit ? new Fate.Divert(canary.getFirst()) : new Fate.Pass();
    }
}
