package canary.demo;

import java.time.Duration;

/** Sales of the canary take longer: far below any fixed limit, and all else is as fast as ever. */
final class SlowAnswers extends ProxyFault {

    private static final String SLOW = "/api/v1/sales";
    private static final double SHARE = 0.6;
    private static final Duration LEAST = Duration.ofMillis(3);

    @Override
    Fate fate(Scene scene, String version, Asked asked) {
        boolean isHit = version.equals(scene.canary()) && scene.hasTraffic() && asked.isBelow(SLOW);
        return isHit ? new Fate.Stretch(SHARE, LEAST) : new Fate.Pass();
    }
}
