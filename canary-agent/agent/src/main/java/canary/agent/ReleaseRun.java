package canary.agent;

import canary.agent.io.Connections;
import canary.agent.io.KeptRelease;
import canary.console.Console;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.report.ReportFiles;
import canary.rollout.Outcome;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs one release in this process until it ends or the process is told to.
 *
 * @param reports a second directory for the reports; null for none
 * @param json a second file for the JSON report; null for none
 */
public record ReleaseRun(
        Plan plan,
        Connections connections,
        KeptRelease release,
        Console console,
        @Nullable Path reports,
        @Nullable Path json) {

    private static final long GRACE_SECONDS = 20;

    /** Runs; the exit code is the outcome's, or 1 where it was stopped before. */
    public int run() {
        AtomicReference<@Nullable Agent> atWork = new AtomicReference<>();
        try (KeptRelease.Hold _ = release.hold(plan, () -> giveUp(atWork.get()));
                Journal journal = release.journal()) {
            Agent agent = agent(journal);
            atWork.set(agent);
            CountDownLatch done = new CountDownLatch(1);
            Thread hook = new Thread(() -> stop(agent, done), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                Optional<Outcome> outcome = agent.run();
                return outcome.map(Outcome::exitCode).orElse(1);
            } finally {
                done.countDown();
                unhook(hook);
            }
        }
    }

    private Agent agent(Journal journal) {
        ReportFiles files = new ReportFiles(plan, release.directory().path(), reports, json);
        return new Agent(
                plan,
                connections,
                journal,
                release.directory(),
                release.orders(),
                entries -> {
                    ReportFiles.Written written = files.write(entries);
                    release.publish(written.markdown(), written.json());
                },
                console,
                new WallTicker());
    }

    /** Somebody else carries the release on: two must not. */
    private static void giveUp(@Nullable Agent agent) {
        System.err.println("another agent holds the release now; this one stops");
        if (agent != null) {
            agent.stop();
        }
    }

    /** Told to end: the tick under way is finished first. */
    private static void stop(Agent agent, CountDownLatch done) {
        agent.stop();
        try {
            boolean isDone = done.await(GRACE_SECONDS, TimeUnit.SECONDS);
            if (!isDone) {
                System.err.println(
                        "the tick under way does not end; the journal is good for a resume");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook has done its work.
            return;
        }
    }
}
