package canary.report;

import canary.gates.input.Check;
import canary.plan.Durations;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report for the person on call: the verdict first, then how it came to it. */
public final class MarkdownReport {

    private final Story story;
    private final BlastRadius documents;
    private final String lastLines;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Story story, BlastRadius documents, String lastLines) {
        this.story = story;
        this.documents = documents;
        this.lastLines = lastLines;
    }

    /**
     * The whole report.
     *
     * @param lastLines what the canary's copies logged last; empty where nobody kept it
     */
    public static String write(Story story, BlastRadius documents, String lastLines) {
        MarkdownReport report = new MarkdownReport(story, documents, lastLines);
        report.verdict();
        report.next();
        report.exposure();
        report.out.append(new BlastSection(story.plan().canary().version(), documents).text());
        report.stages();
        report.rollback();
        report.gates();
        report.timeline();
        report.lastLines();
        return report.out.toString();
    }

    private void verdict() {
        String word = story.outcome().map(Outcome::word).orElse("under way");
        line("# Release %s: %s".formatted(story.plan().release(), word.toUpperCase(Locale.ROOT)));
        line(
                "%s -> %s, %s to %s UTC (%s)."
                        .formatted(
                                story.plan().stable().version(),
                                story.plan().canary().version(),
                                time(story.startedAt()),
                                time(story.endedAt()),
                                between(story.startedAt(), story.endedAt())));
        line(flat(story.byTheDocumentsRules()));
        line("");
        line("**Why:** " + flat(story.why()) + ".");
        line("");
    }

    private void next() {
        line("## What to do next");
        line("");
        line(flat(story.last().advice(story.plan())));
        line("");
    }

    private void exposure() {
        line("## Who was exposed");
        line("");
        line("| users | requests | failed | documents | changes |");
        line("|---|---|---|---|---|");
        line(
                "| %s | %d | %d | %s | %s |"
                        .formatted(
                                story.canaryUsers() == null ? "not counted" : story.canaryUsers(),
                                story.canaryRequests(),
                                story.canaryErrors(),
                                documents.documents() == null
                                        ? "not counted"
                                        : documents.documents(),
                                documents.changes() == null ? "not counted" : documents.changes()));
        line("");
        if (!documents.notCounted().isEmpty()) {
            line("Documents were not counted: " + flat(documents.notCounted()) + ".");
            line("");
        }
    }

    private void stages() {
        if (story.stages().isEmpty()) {
            return;
        }
        String stable = story.plan().stable().version();
        String canary = story.plan().canary().version();
        line("## Stages");
        line("");
        line(
                "| weight | from | for | requests to %s | requests to %s | share seen |"
                        .formatted(stable, canary));
        line("|---|---|---|---|---|---|");
        for (Story.StageTold stage : story.stages()) {
            long toStable = stage.requests().getOrDefault(stable, 0L);
            long toCanary = stage.requests().getOrDefault(canary, 0L);
            Instant end = stage.endedAt() == null ? story.endedAt() : stage.endedAt();
            double all = Math.max(1, toStable + toCanary);
            line(
                    String.format(
                            Locale.ROOT,
                            "| %d %% | %s | %s | %d | %d | %.1f %% |",
                            stage.weight(),
                            time(stage.startedAt()),
                            between(stage.startedAt(), end),
                            toStable,
                            toCanary,
                            100 * toCanary / all));
        }
        line("");
        if (story.drift().times() > 0) {
            line(
                    "The weight was changed from outside %s; the timeline says when."
                            .formatted(story.drift().words()));
            line("");
        }
    }

    private void rollback() {
        Instant decided = story.last().decidedAt();
        if (decided == null) {
            return;
        }
        Instant verified = story.last().verifiedAt();
        line("## Rollback");
        line("");
        line(
                verified == null
                        ? "Decided at %s, **not proven yet**.".formatted(time(decided))
                        : "Decided at %s, proven at %s: %s."
                                .formatted(
                                        time(decided), time(verified), between(decided, verified)));
        line("");
        for (Check check : story.proof()) {
            line(
                    "- [%s] %s %s: %s"
                            .formatted(
                                    check.passed() ? "x" : " ",
                                    time(check.at()),
                                    check.name(),
                                    flat(check.detail())));
        }
        line("");
    }

    private void gates() {
        if (story.turns().isEmpty()) {
            return;
        }
        line("## What the gates saw");
        line("");
        line("Each change of a gate's verdict, and its last word.");
        line("");
        for (String gate :
                story.turns().stream().map(turn -> turn.finding().gate()).distinct().toList()) {
            line("**" + gate + "**");
            line("");
            line("| at | weight | verdict | evidence |");
            line("|---|---|---|---|");
            line(
                    story.turns().stream()
                            .filter(turn -> turn.finding().gate().equals(gate))
                            .map(MarkdownReport::row)
                            .collect(Collectors.joining("\n")));
            line("");
        }
    }

    private static String row(Story.Turn turn) {
        return "| %s | %d %% | %s | %s |"
                .formatted(
                        time(turn.at()),
                        turn.weight(),
                        turn.finding().verdict().word(),
                        flat(turn.finding().verdict().sentence()));
    }

    private void timeline() {
        line("## Timeline");
        line("");
        line("| at | phase | why |");
        line("|---|---|---|");
        for (Story.Event event : story.timeline()) {
            line(
                    "| %s | %s | %s |"
                            .formatted(time(event.at()), phase(event.phase()), flat(event.why())));
        }
    }

    private void lastLines() {
        if (lastLines.isBlank()) {
            return;
        }
        line("");
        line("## What %s logged last".formatted(story.plan().canary().version()));
        line("");
        lastLines.lines().forEach(text -> line("    " + text)); // a block that no text can end
    }

    /** A section of its own; nothing where all was told. */
    static String notTold(String untold) {
        return untold.isEmpty()
                ? ""
                : """

                ## Who was not told

                Not all notices of this release reached Alertmanager at once: %s.
                """
                        .formatted(flat(untold));
    }

    private String phase(Phase phase) {
        return phase instanceof Live live
                ? "%s, %d %%".formatted(phase.word(), live.weight(story.plan()))
                : phase.word();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    static String flat(String text) {
        return text.replace('\n', ' ').replace("|", "\\|");
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
    }

    private static String between(Instant from, Instant to) {
        return Durations.write(Duration.between(from, to));
    }
}
