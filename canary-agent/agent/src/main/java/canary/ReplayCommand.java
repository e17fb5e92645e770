package canary;

import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.replay.Replay;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code release replay FILE [--plan PLAN] [--json]}. */
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
        Arguments arguments = new Arguments(words, Set.of("--plan"), Set.of("--json"));
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
        Replay.Decision decision =
                Replay.of(file, plan, planFile != null, isJson ? this::json : this::text);
        if (isJson) {
            out.println(json(decision));
        } else {
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

    /** No part is asked, so secrets that the plan only names need not be there. */
    private static Plan plan(Path file) {
        try {
            return PlanFile.parse(Files.readString(file), name -> "not needed");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path readable(Path file, String what) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageException(what + " " + file + " cannot be read");
        }
        return file;
    }

    private static String json(Replay.Decision decision) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("outcome", decision.outcome().word());
        line.put("at", decision.at());
        line.put("gate", decision.gate().isEmpty() ? null : decision.gate());
        line.put("evidence", decision.evidence());
        line.put("leftOut", decision.leftOut());
        return JSON.writeValueAsString(line);
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
