package canary.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What users saw of v1 before there was a release: whatever is slow there is the machine. */
record MachineSpeed(Optional<Duration> p95) {

    /** The fixed limit of a plan's latency gate. */
    private static final Duration MOST = Duration.ofSeconds(1);

    /** As part of a line. */
    String words() {
        return p95.map(it -> String.format(Locale.ROOT, ", p95 %d ms", it.toMillis())).orElse("");
    }

    /** What to make of the demo's end on a machine that is too slow; empty on others. */
    Optional<String> excuse() {
        return p95.filter(it -> it.compareTo(MOST) > 0)
                .map(
                        it ->
                                String.format(
                                        Locale.ROOT,
                                        "too slow for this demo: before the release 95 %% of"
                                            + " answers took up to %.1f s, so its end may be the"
                                            + " machine's, not v2's; free it, or ask for less:"
                                            + " --rps",
                                        it.toMillis() / 1000.0));
    }
}
