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
import java.util.function.Consumer;

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

    /** Read by logback.xml for each line; a process has one release at a time. */
    private static final String LOGGED_AS = "canary.release";

    /** Runs; the exit code is the outcome's, or 1 where it was stopped before. */
    public int run() {
        return run(_ -> {});
    }

    /**
     * The same.
     *
     * @param onHeld told when the release is held and its journal open, with what ends the agent
     *     between two ticks
     */
    public int run(Consumer<Runnable> onHeld) {
        Stop stop = new Stop();
        Thread hook = new Thread(stop::atEnd, "stop");
        System.setProperty(LOGGED_AS, release.name());
        Runtime.getRuntime().addShutdownHook(hook);
        try (KeptRelease.Hold _ = release.hold(plan, stop::lost);
                Journal journal = release.journal()) {
            Agent agent = agent(journal);
            stop.agent(agent);
            onHeld.accept(agent::stop);
            Optional<Outcome> outcome = agent.run();
            return outcome.map(Outcome::exitCode).orElse(1);
        } finally {
            stop.done.countDown();
            unhook(hook);
            System.clearProperty(LOGGED_AS);
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
                    ReportFiles.Written texts =
                            files.texts(entries, connections.announcer().untold());
                    try {
                        files.write(texts);
                    } finally {
                        release.publish(texts.markdown(), texts.json());
                    }
                },
                console,
                new WallTicker());
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook has done its work.
            return;
        }
    }

    /** Ends an agent that may not be there yet. */
    private static final class Stop {

        private final CountDownLatch done = new CountDownLatch(1);
        private @Nullable Agent agent;
        private boolean isAsked;

        synchronized void agent(Agent begun) {
            agent = begun;
            if (isAsked) {
                begun.stop();
            }
        }

        private synchronized void ask() {
            isAsked = true;
            if (agent != null) {
                agent.stop();
            }
        }

        /** Somebody else carries the release on: two must not. */
        void lost() {
            System.err.println("another agent holds the release now; this one stops");
            ask();
        }

        /** The process is told to end: the tick under way is finished, and the release let go. */
        void atEnd() {
            ask();
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
    }
}
