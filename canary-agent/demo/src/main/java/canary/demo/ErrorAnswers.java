package canary.demo;

/** Some requests to the canary are answered 500: far fewer than any fixed limit would notice. */
final class ErrorAnswers extends ProxyFault {

    private static final double SHARE = 0.02;

    @Override
    Fate fate(Scene scene, String version, Asked asked) {
        boolean isHit = version.equals(scene.canary()) && scene.hasTraffic() && strikes(SHARE);
        return isHit ? new Fate.Fail(500) : new Fate.Pass();
    }
}
