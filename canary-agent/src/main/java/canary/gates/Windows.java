package canary.gates;

import java.time.Duration;
import java.time.Instant;

/** How far back gates look. */
final class Windows {

    private Windows() {}

    /** The later of the stage's beginning and the beginning of the recent past. */
    static Instant recent(Scene scene, Duration window) {
        Instant edge = scene.now().minus(window);
        return edge.isAfter(scene.since()) ? edge : scene.since();
    }
}
