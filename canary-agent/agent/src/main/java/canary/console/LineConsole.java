package canary.console;

import canary.counters.Tally;
import canary.rollout.Outcome;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Plain lines for logs: one for each change, and a heartbeat now and then. */
public final class LineConsole implements Console {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final PrintStream out;
    private String lastPhase = "";
    private String lastVerdicts = "";
    private Instant lastLine = Instant.MIN;

    public LineConsole(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Progress progress) {
        String phase = progress.phase().line(progress.plan());
        String verdicts = verdicts(progress);
        boolean isChange = !phase.equals(lastPhase) || !verdicts.equals(lastVerdicts);
        if (!phase.equals(lastPhase)) {
            line(progress.now(), Texts.change(phase, progress.why()));
        } else if (isChange || !lastLine.plus(HEARTBEAT).isAfter(progress.now())) {
            line(progress.now(), phase + traffic(progress) + verdicts);
        }
        lastPhase = phase;
        lastVerdicts = verdicts;
    }

    private static String traffic(Progress progress) {
        return version(progress.plan().stable().version(), progress.stable())
                + version(progress.plan().canary().version(), progress.canary());
    }

    private static String version(String version, Tally tally) {
        return " | %s %d requests, %d errors, p95 %s"
                .formatted(version, tally.requests(), tally.errors(), Texts.p95(tally));
    }

    private static String verdicts(Progress progress) {
        return progress.findings().isEmpty()
                ? ""
                : progress.findings().stream()
                        .map(finding -> finding.gate() + " " + finding.verdict().word())
                        .collect(Collectors.joining(", ", " | ", ""));
    }

    @Override
    public void event(Instant at, String text) {
        line(at, text);
    }

    @Override
    public void end(Outcome outcome, String why) {
        out.println(outcome.word() + ": " + why);
        out.flush();
    }

    private void line(Instant at, String text) {
        out.println(at.truncatedTo(ChronoUnit.SECONDS) + " " + text.replace('\n', ' '));
        out.flush();
        lastLine = at;
    }
}
