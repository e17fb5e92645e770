package canary.plan;

import java.time.Duration;
import java.util.List;

/**
 * What is done at a point of a release. It must be repeatable: an agent that was started again
 * begins it again.
 *
 * @param command a program of the agent's machine and its arguments; empty where a cluster does it
 * @param cronJob in the cluster: its template makes the Job; empty where this machine does it
 * @param within after this it is broken off, and has failed
 */
public record Hook(List<String> command, String cronJob, Duration within) {

    public Hook {
        command = List.copyOf(command);
    }
}
