package canary.console;

import canary.counters.Tally;
import canary.rollout.Outcome;
import canary.verdict.Finding;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A table that is drawn again in place at every tick, with the last events below it. */
public final class TableConsole implements Console {

    private static final int EVENTS = 6;
    private static final int WIDTH = 160;
    private static final String CLEAR_BELOW = "\u001b[J";
    // A line that a narrow terminal wraps would put the next frame in the wrong place.
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final Deque<String> events = new ArrayDeque<>();
    private String lastPhase = "";
    private int drawn;

    public TableConsole(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Progress progress) {
        String phase = progress.phase().line(progress.plan());
        if (!phase.equals(lastPhase)) {
            remember(progress.now(), Texts.change(phase, progress.why()));
            lastPhase = phase;
        }
        draw(lines(progress, phase));
    }

    private List<String> lines(Progress progress, String phase) {
        List<String> lines = new ArrayList<>();
        String stable = progress.plan().stable().version();
        String canary = progress.plan().canary().version();
        lines.add("release " + progress.plan().release() + "   " + stable + " -> " + canary);
        Integer seen = progress.weight();
        lines.add(
                "%s   weight asked %d %%, seen %s   %s in phase, %s in all"
                        .formatted(
                                phase,
                                Texts.asked(progress.plan(), progress.phase()),
                                seen == null ? "?" : seen + " %",
                                elapsed(progress.phase().since(), progress.now()),
                                elapsed(progress.startedAt(), progress.now())));
        lines.add("");
        lines.add(
                "%-12s %10s %8s %9s %9s"
                        .formatted("version", "requests", "errors", "error %", "p95"));
        lines.add(row(stable, progress.stable()));
        lines.add(row(canary, progress.canary()));
        lines.add("");
        for (Finding finding : progress.findings()) {
            lines.add(
                    "%-13s %-10s %s"
                            .formatted(
                                    finding.gate(),
                                    finding.verdict().word(),
                                    finding.verdict().sentence()));
        }
        lines.add(progress.why());
        lines.add("");
        lines.addAll(events);
        return lines;
    }

    private static String row(String version, Tally tally) {
        return "%-12s %10d %8d %9s %9s"
                .formatted(
                        version,
                        tally.requests(),
                        tally.errors(),
                        Texts.share(tally),
                        Texts.p95(tally));
    }

    private static String elapsed(Instant from, Instant to) {
        return Texts.elapsed(Duration.between(from, to));
    }

    private void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[%dA".formatted(drawn));
        }
        frame.append('\r').append(CLEAR_BELOW).append(NO_WRAP);
        for (String line : lines) {
            String flat = line.replace('\n', ' ');
            frame.append(flat, 0, Math.min(WIDTH, flat.length())).append('\n');
        }
        out.print(frame.append(WRAP));
        out.flush();
        drawn = lines.size();
    }

    private void remember(Instant at, String text) {
        events.addLast(at.truncatedTo(ChronoUnit.SECONDS) + " " + text);
        if (events.size() > EVENTS) {
            events.removeFirst();
        }
    }

    @Override
    public void event(Instant at, String text) {
        remember(at, text);
    }

    @Override
    public void end(Outcome outcome, String why) {
        out.println(outcome.word() + ": " + why);
        out.flush();
        drawn = 0;
    }
}
