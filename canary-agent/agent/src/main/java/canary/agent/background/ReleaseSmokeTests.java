package canary.agent.background;

import canary.agent.io.Connections;
import canary.agent.io.TimedCalls;
import canary.cluster.Pod;
import canary.gates.input.Check;
import canary.gates.input.Limits;
import canary.plan.Plan;
import canary.smoke.Access;
import canary.smoke.SmokeTests;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The smoke tests of one release: who is asked, and by which way. Stable is the reference. */
public final class ReleaseSmokeTests {

    private final SmokeTests tests;
    private final URI entrance;
    private final String stable;
    private final TimedCalls calls;

    public ReleaseSmokeTests(Plan plan, Connections connections, TimedCalls calls) {
        Limits.Smoke smoke = plan.gates().smoke();
        this.tests =
                smoke.isEnabled()
                        ? connections.smoke().without(smoke.skip())
                        : connections.smoke().withoutList();
        this.entrance = connections.entrance();
        this.stable = plan.stable().version();
        this.calls = calls;
    }

    /** Through the entrance, asking for a version by header. */
    List<Check> entrance(String version, Instant now) {
        return tests.entrance(byHeader(version), byHeader(stable), now);
    }

    /** The same, within the time that a tick has for it. */
    public List<Check> entranceNow(String version, Instant now) {
        return run(() -> entrance(version, now), now);
    }

    /** Each of these pods, and then the entrance. */
    public List<Check> everywhereNow(String version, List<Pod> pods, Instant now) {
        if (pods.isEmpty()) {
            return untested("no pod of " + version + " is known", now);
        }
        List<Check> checks = new ArrayList<>();
        for (Pod pod : pods) {
            // Where the pod itself cannot be asked as a user the entrance sends there by header.
            Access access = new Access(pod.api(), version, pod.api().equals(entrance));
            checks.addAll(
                    run(() -> tests.pod(access, pod.management(), byHeader(stable), now), now));
        }
        checks.addAll(entranceNow(version, now));
        return checks;
    }

    /** Stable as users reach it once all traffic goes there. */
    public List<Check> asUsersNow(Instant now) {
        Access asUsers = new Access(entrance, stable, false);
        return run(() -> tests.entrance(asUsers, asUsers, now), now);
    }

    private Access byHeader(String version) {
        return new Access(entrance, version, true);
    }

    /** Tests of which nothing came in time say nothing of a version. */
    private List<Check> run(Callable<List<Check>> checks, Instant now) {
        TimedCalls.Result<List<Check>> result = calls.call(checks);
        return result.value() == null ? untested(result.problem(), now) : result.value();
    }

    /** What stands for tests of which nothing came. */
    static List<Check> untested(String why, Instant now) {
        return List.of(
                new Check(
                        "smoke tests", Check.Result.UNTESTED, now, "could not be tested: " + why));
    }
}
