package canary.agent;

import canary.agent.background.HookRuns;
import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.cluster.Cluster;
import canary.console.Console;
import canary.files.WholeFile;
import canary.plan.Plan;
import canary.rollout.Act;
import canary.rollout.Decision;

import erp.migrations.ActiveVersion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Carries acts out; what fails is asked for again by the next decision. */
final class Acts {

    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);

    /** Short: users who are taken off a bad canary do not wait for its jobs. */
    private static final Duration ACTIVATION_LIMIT = Duration.ofSeconds(5);

    private static final Duration LOG_LIMIT = Duration.ofSeconds(5);

    private final Plan plan;
    private final Connections connections;
    private final ReleaseDirectory directory;
    private final Decisions decisions;
    private final Reporter reporter;
    private final Trouble trouble;
    private final Console console;
    private final HookRuns hooks;
    private boolean isReported;

    Acts(
            Plan plan,
            Connections connections,
            ReleaseDirectory directory,
            Decisions decisions,
            Reporter reporter,
            Trouble trouble,
            Console console,
            HookRuns hooks) {
        this.plan = plan;
        this.connections = connections;
        this.directory = directory;
        this.decisions = decisions;
        this.reporter = reporter;
        this.trouble = trouble;
        this.console = console;
        this.hooks = hooks;
    }

    /** Whether the report was written since the agent began. */
    boolean isReported() {
        return isReported;
    }

    /**
     * All that a decision asks for.
     *
     * @param isTurn whether it begins the way back: then what the canary logged last is kept, after
     *     users are off it, but before its copies go
     */
    void carryOut(Decision decision, boolean isTurn, TimedCalls calls, Instant now) {
        boolean isTakenAway = decision.acts().contains(new Act.Scale(plan.canary().version(), 0));
        if (isTurn && isTakenAway) {
            keepLastLines(calls);
        }
        decision.acts().forEach(act -> carryOut(act, calls, now));
        if (isTurn && !isTakenAway) {
            Thread.ofVirtual().name("last-lines").start(() -> keepLastLines(calls));
        }
    }

    private void keepLastLines(TimedCalls calls) {
        try {
            Map<String, String> lines =
                    calls.call(
                                    () -> connections.cluster().lastLines(plan.canary().version()),
                                    LOG_LIMIT)
                            .value();
            if (lines != null && !lines.isEmpty()) {
                StringBuilder text = new StringBuilder();
                new TreeMap<>(lines)
                        .forEach(
                                (pod, last) ->
                                        text.append("== %s%n%s%n".formatted(pod, last.strip())));
                WholeFile.write(directory.lastLines(), text + "");
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("event=last_lines_not_kept cause={}", e.toString());
        }
    }

    private void carryOut(Act act, TimedCalls calls, Instant now) {
        Cluster cluster = connections.cluster();
        String problem =
                switch (act) {
                    case Act.Shift it -> call(calls, () -> connections.mesh().shift(it.split()));
                    case Act.Scale it ->
                            call(calls, () -> cluster.scale(it.version(), it.replicas()));
                    case Act.Retire it -> call(calls, () -> cluster.retire(it.version()));
                    case Act.Activate it -> activate(it.version(), calls);
                    case Act.Run it -> {
                        hooks.begin(it.point(), now);
                        yield "";
                    }
                    case Act.WriteReport _ -> {
                        writeReport(now);
                        yield "";
                    }
                    case Act.Leave _ -> "";
                };
        if (!problem.isEmpty()) {
            LOG.warn("event=act_failed act={} cause={}", act, problem);
            console.event(now, act + " failed, it is tried again: " + problem);
        }
    }

    private static String call(TimedCalls calls, Runnable asked) {
        return calls.call(
                        () -> {
                            asked.run();
                            return true;
                        })
                .problem();
    }

    private String activate(String version, TimedCalls calls) {
        Plan.Database database = Objects.requireNonNull(plan.database(), "who decides looks at it");
        return calls.call(
                        () -> {
                            new ActiveVersion(database.login().dataSource()).name(version);
                            return true;
                        },
                        ACTIVATION_LIMIT)
                .problem();
    }

    void writeReport(Instant now) {
        try {
            reporter.write(decisions.entries());
            isReported = true;
        } catch (RuntimeException e) {
            trouble.say("report", now, "the report could not be written: " + TimedCalls.problem(e));
        }
    }
}
