package canary;

import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.replay.LiveComparison;
import canary.replay.Replay;
import canary.requirements.DocumentCourse;
import canary.rollout.Outcome;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code release replay FILE [--plan PLAN] [--against JOURNAL] [--json]}. */
final class ReplayCommand {

    /** The plan of the requirements document: its stages and limits are the defaults. */
    private static final String DEFAULT_PLAN =
            "{release: replay, stable: {version: v1}, canary: {version: v2}}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final Map<String, String> said = new HashMap<>();

    ReplayCommand(PrintStream out) {
        this.out = out;
    }

    private record Tick(Instant at, int weight, boolean onTrial, List<Said> gates) {}

    private record Said(String gate, String verdict, String evidence) {}

    /** Runs; the result is the process' exit code. */
    int run(List<String> words) {
        Arguments arguments = new Arguments(words, Set.of("--plan", "--against"), Set.of("--json"));
        if (arguments.word().isEmpty()) {
            throw new UsageException("replay needs a file");
        }
        Path file = readable(Path.of(arguments.word()), "the recording");
        Path planFile = arguments.path("--plan");
        Plan plan =
                planFile == null
                        ? PlanFile.parse(DEFAULT_PLAN, name -> null)
                        : plan(readable(planFile, "the plan"));
        boolean isJson = arguments.has("--json");
        Path journal = arguments.path("--against");
        if (journal != null) {
            return compare(file, readable(journal, "the journal"), plan, isJson);
        }
        Printed printed = new Printed(isJson);
        Replay.Decision decision = Replay.of(file, plan, planFile != null, printed);
        Replay.Opening opening = Objects.requireNonNull(printed.opening);
        if (isJson) {
            out.println(json(opening, decision));
        } else {
            out.println(opening.course().sentence(here(decision)));
            decision.leftOut().forEach(gate -> out.println("gate left out: " + gate));
            out.println(
                    "%s at %s: %s%s"
                            .formatted(
                                    decision.outcome().word(),
                                    decision.at(),
                                    decision.gate().isEmpty() ? "" : decision.gate() + ": ",
                                    decision.evidence().sentence()));
        }
        return decision.outcome().exitCode();
    }

    /** Whether each verdict that was found live is found again; 1 where one is not. */
    private int compare(Path file, Path journal, Plan plan, boolean isJson) {
        LiveComparison.Result result = LiveComparison.of(file, journal, plan);
        if (isJson) {
            out.println(JSON.writeValueAsString(result));
            return result.differences().isEmpty() ? 0 : 1;
        }
        result.differences().forEach(this::text);
        result.notRecorded()
                .forEach(
                        (gate, verdicts) ->
                                out.println(
                                        "gate left out: %s: not recorded, %d verdicts not compared"
                                                .formatted(gate, verdicts)));
        out.println(
                "%d verdicts in %d ticks found again, %d not"
                        .formatted(result.verdicts(), result.ticks(), result.differences().size()));
        return result.differences().isEmpty() ? 0 : 1;
    }

    private void text(LiveComparison.Difference difference) {
        out.println(
                "%s %s: live %s, again %s"
                        .formatted(
                                difference.at(),
                                difference.gate(),
                                text(difference.live()),
                                text(difference.again())));
    }

    private static String text(@Nullable Verdict verdict) {
        return verdict == null
                ? "nothing"
                : "%s (%s)".formatted(verdict.word(), verdict.sentence());
    }

    /** No part is asked, so secrets that the plan only names need not be there. */
    private static Plan plan(Path file) {
        return PlanFile.read(file, name -> "not needed");
    }

    private static Path readable(Path file, String what) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageException(what + " " + file + " cannot be read");
        }
        return file;
    }

    private static String json(Replay.Opening opening, Replay.Decision decision) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("outcome", decision.outcome().word());
        line.put("at", decision.at());
        line.put("documentRules", opening.course().sentence(here(decision)));
        line.put("documentRulesOutcome", opening.course().end().word());
        line.put("documentRulesAt", opening.course().at());
        line.put("stable", opening.stable());
        line.put("canary", opening.canary());
        line.put("versionsFrom", opening.areNamed() ? "plan" : "weights");
        line.put("warnings", opening.remarks());
        line.put("gate", decision.gate().isEmpty() ? null : decision.gate());
        line.put("evidence", decision.evidence());
        line.put("leftOut", decision.leftOut());
        return JSON.writeValueAsString(line);
    }

    /** How it ended by this project's judge. */
    private static DocumentCourse.Here here(Replay.Decision decision) {
        return new DocumentCourse.Here(
                decision.outcome().word(),
                decision.outcome() == Outcome.ROLLED_BACK,
                decision.outcome() == Outcome.PROMOTED,
                decision.at());
    }

    /** Prints as it hears. */
    private final class Printed implements Replay.Listener {
        private final boolean isJson;
        private Replay.@Nullable Opening opening;

        Printed(boolean isJson) {
            this.isJson = isJson;
        }

        @Override
        public void opening(Replay.Opening heard) {
            opening = heard;
            if (!isJson) {
                text(heard);
            }
        }

        @Override
        public void tick(Instant at, int weight, List<Finding> findings, boolean onTrial) {
            if (isJson) {
                json(at, weight, findings, onTrial);
            } else {
                text(at, weight, findings, onTrial);
            }
        }
    }

    private void text(Replay.Opening opening) {
        out.println(
                "%s -> %s, %s: %d lines from %s to %s"
                        .formatted(
                                opening.stable(),
                                opening.canary(),
                                opening.areNamed()
                                        ? "as the plan names them"
                                        : "as the weights show them",
                                opening.lines(),
                                opening.from(),
                                opening.to()));
        out.println(opening.course().sentence(null));
        opening.remarks().forEach(remark -> out.println("warning: " + remark));
    }

    private void json(Instant at, int weight, List<Finding> findings, boolean onTrial) {
        List<Said> gates =
                findings.stream()
                        .map(
                                each ->
                                        new Said(
                                                each.gate(),
                                                each.verdict().word(),
                                                each.verdict().sentence()))
                        .toList();
        out.println(JSON.writeValueAsString(new Tick(at, weight, onTrial, gates)));
    }

    private void text(Instant at, int weight, List<Finding> findings, boolean onTrial) {
        String verdicts =
                findings.stream()
                        .map(each -> each.gate() + " " + each.verdict().word())
                        .collect(Collectors.joining(", "));
        out.println("%s %3d %%  %s".formatted(at, weight, onTrial ? verdicts : "not on trial"));
        if (!onTrial) {
            return;
        }
        for (Finding each : findings) {
            String before = said.put(each.gate(), each.verdict().word());
            if (!each.verdict().word().equals(before)) {
                out.println("      " + each.gate() + ": " + each.verdict().sentence());
            }
        }
    }
}
