package canary.gates;

import java.time.Duration;

/** The plan's fixed limits, one record a gate. */
public record Limits(
        Errors errors, Latency latency, Availability availability, Telemetry telemetry) {

    /**
     * @param maxShare largest share of 5xx answers that is no harm, 0 to 1
     * @param minRequests fewer than these decide nothing
     * @param window the recent past that is judged beside the whole stage
     */
    public record Errors(double maxShare, long minRequests, Duration window) {}

    /**
     * @param p95 largest 95th percentile of the time to answer that is no harm
     * @param minRequests fewer than these decide nothing
     * @param window the recent past that is judged beside the whole stage
     */
    public record Latency(Duration p95, long minRequests, Duration window) {}

    /**
     * @param maxRestarts restarts of canary pods since the stage began that are no harm
     * @param unreadyFor how long a canary pod may be gone or not ready
     */
    public record Availability(int maxRestarts, Duration unreadyFor) {}

    /**
     * @param staleAfter how old the newest reading of a source may be
     */
    public record Telemetry(Duration staleAfter) {}
}
