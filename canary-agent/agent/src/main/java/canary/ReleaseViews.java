package canary;

import canary.agent.OneJudgement;
import canary.agent.io.KeptRelease;
import canary.gates.Judgement;
import canary.journal.Entry;
import canary.operations.Place;
import canary.operations.PlanConnections;
import canary.operations.RefusedException;
import canary.operations.ReleaseHistory;
import canary.operations.ReleaseView;
import canary.operations.Requests;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.quarantine.ReviewLog;
import canary.report.HtmlReport;
import canary.report.ReleaseSummary;
import canary.report.ReportFiles;
import canary.rollout.Ended;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** The commands that show releases and touch none. */
final class ReleaseViews {

    private final Place place;
    private final PrintStream out;

    ReleaseViews(Place place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    int status(KeptRelease release) {
        ReleaseView view = ReleaseView.of(release, Instant.now());
        out.println("%s: %s -> %s".formatted(view.release(), view.stable(), view.canary()));
        out.println("phase    %s since %s".formatted(view.where(), seconds(view.since())));
        out.println("why      " + view.why());
        out.println("weight   " + (view.weight() == null ? "unknown" : view.weight() + " %"));
        if (!view.drift().isEmpty()) {
            out.println("drift    changed from outside " + view.drift());
        }
        view.traffic()
                .forEach(
                        (version, traffic) ->
                                out.println(
                                        "traffic  %s: %d requests, %d errors"
                                                .formatted(
                                                        version,
                                                        traffic.requests(),
                                                        traffic.errors())));
        view.gates().forEach(gate -> print(gate.gate(), gate.verdict(), gate.evidence()));
        out.println(
                "agent    %s, last tick %s"
                        .formatted(
                                view.isAtWork() ? "at work" : "not at work",
                                seconds(view.lastTick())));
        if (!view.trouble().isEmpty()) {
            out.println("trouble  " + view.trouble());
        }
        return 0;
    }

    private void print(String gate, String verdict, String sentence) {
        out.println("%-13s %-10s %s".formatted(gate, verdict, sentence));
    }

    int report(KeptRelease release, @Nullable Path copies, @Nullable Path json) {
        KeptRelease.Report published = release.publishedElsewhere().orElse(null);
        ReportFiles files =
                new ReportFiles(release.planToLookAt(), release.directory().path(), copies, json);
        if (published != null) {
            files.write(
                    new ReportFiles.Written(
                            published.markdown(),
                            published.json(),
                            HtmlReport.of(release.name(), published.markdown())));
            out.print(published.markdown());
        } else {
            Requests.last(release);
            out.print(files.write(release.peek()).markdown());
        }
        List<String> reviews = ReviewLog.in(release.directory().path()).told();
        if (!reviews.isEmpty()) {
            out.println("\n## In quarantine\n");
            reviews.forEach(it -> out.println("- " + it));
        }
        return 0;
    }

    /**
     * @param form what to write of it
     */
    int history(Function<List<ReleaseSummary>, String> form) {
        out.print(form.apply(ReleaseHistory.of(place.releases())));
        return 0;
    }

    int check(KeptRelease release) {
        Phase phase = Requests.last(release).phase();
        if (phase instanceof Ended) {
            throw new RefusedException(
                    "%s has ended (%s), there is nothing to judge"
                            .formatted(release.name(), phase.word()));
        }
        Plan plan;
        try {
            plan = release.plan();
        } catch (PlanException e) {
            release.planToLookAt(); // throws where more is wrong than that its secrets are not here
            return lastOfAgent(release, String.join(", ", e.problems()));
        }
        try (PlanConnections parts = place.connect(plan)) {
            return tell(OneJudgement.now(plan, release, parts.connections(), Instant.now()));
        }
    }

    /** What the agent has judged last passes nobody once it judges no more. */
    private int lastOfAgent(KeptRelease release, String missing) {
        out.println("no judgement of its own, as secrets are not here: " + missing);
        Entry last = Requests.last(release);
        if (last.findings().isEmpty()) {
            out.println("undecided: the agent has not judged yet, it is " + last.phase().word());
            return Outcome.HELD.exitCode();
        }
        out.println("the agent's last judgement, of " + seconds(last.at()) + ":");
        int code = tell(new Judgement(last.findings()));
        ReleaseView view = ReleaseView.of(release, Instant.now());
        String silent = view.isAtWork() ? view.trouble() : "no agent is at work";
        if (silent.isEmpty()) {
            return code;
        }
        out.println("the judgement is old: " + silent);
        return code == 0 ? Outcome.HELD.exitCode() : code;
    }

    private int tell(Judgement judgement) {
        for (Finding finding : judgement.findings()) {
            print(finding.gate(), finding.verdict().word(), finding.verdict().sentence());
        }
        Verdict verdict = judgement.verdict();
        out.println(verdict.word() + ": " + verdict.sentence());
        return switch (verdict) {
            case Verdict.Healthy _ -> 0;
            case Verdict.Harmful _ -> Outcome.ROLLED_BACK.exitCode();
            case Verdict.Shared _, Verdict.Undecided _, Verdict.Unmeasured _ ->
                    Outcome.HELD.exitCode();
        };
    }

    private static String seconds(@Nullable Instant at) {
        return at == null ? "never" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
