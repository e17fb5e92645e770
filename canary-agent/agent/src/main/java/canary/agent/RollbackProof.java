package canary.agent;

import canary.agent.telemetry.Telemetry;
import canary.counters.Source;
import canary.counters.Tally;
import canary.gates.input.Check;
import canary.gates.input.Limits;
import canary.mesh.Split;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Gathers what proves that a rollback took effect; what is proven once keeps its time. */
final class RollbackProof {

    private static final int QUIET_SCRAPES = 2;

    private final Plan plan;
    private final Telemetry telemetry;
    private final Instant since;
    private @Nullable Check smoke;
    private @Nullable Check quiet;

    RollbackProof(Plan plan, Telemetry telemetry, Instant since) {
        this.plan = plan;
        this.telemetry = telemetry;
        this.since = since;
        // The scrape of this very tick may span the moment of the switch: only later ones count.
        telemetry.countQuietScrapes();
    }

    List<Check> gather(@Nullable Split split, Instant now, Supplier<List<Check>> entrance) {
        Check configuration = configuration(split, now);
        quiet =
                quiet != null && quiet.passed() && telemetry.quietScrapes() > 0
                        ? quiet
                        : silence(now);
        smoke = smoke != null && smoke.passed() ? smoke : smoke(entrance.get(), now);
        return List.of(configuration, quiet, stable(now), smoke);
    }

    private Check configuration(@Nullable Split split, Instant now) {
        boolean isBack = plan.split(0).equals(split);
        String detail =
                split == null
                        ? "the mesh does not answer"
                        : "read back: %d %% to %s"
                                .formatted(100 - split.canaryPercent(), split.stable());
        return new Check("configuration read back", isBack, now, detail);
    }

    private Check silence(Instant now) {
        int scrapes = telemetry.quietScrapes();
        return new Check(
                "no request on the canary",
                scrapes >= QUIET_SCRAPES,
                now,
                "%d scrapes in a row without one, %d needed".formatted(scrapes, QUIET_SCRAPES));
    }

    private Check stable(Instant now) {
        Limits limits = plan.gates();
        Tally tally = telemetry.history().window(Source.MESH, plan.stable().version(), since);
        double limit = limits.latency().p95().toMillis() / 1000.0;
        OptionalDouble p95 = tally.quantile(0.95);
        String detail =
                String.format(
                        Locale.ROOT,
                        "%d requests since, %.1f %% failed, 95 %% within %s",
                        tally.requests(),
                        100 * tally.errorShare(),
                        p95.isPresent()
                                ? String.format(Locale.ROOT, "%.0f ms", 1000 * p95.getAsDouble())
                                : "a time that is not shown");
        return new Check("stable is healthy", health(tally, p95, limit), now, detail);
    }

    /** Without requests, or without their times, nothing is known of its health. */
    private Check.Result health(Tally tally, OptionalDouble p95, double limit) {
        boolean isFailing =
                tally.requests() > 0 && tally.errorShare() > plan.gates().errors().maxShare();
        boolean isSlow = p95.isPresent() && p95.getAsDouble() > limit;
        if (isFailing || isSlow) {
            return Check.Result.FAILED;
        }
        return tally.isTimed() ? Check.Result.PASSED : Check.Result.UNTESTED;
    }

    private static Check smoke(List<Check> checks, Instant now) {
        boolean isPassed = Check.allPassed(checks);
        Check.Result result =
                isPassed
                        ? Check.Result.PASSED
                        : checks.stream().anyMatch(Check::failed)
                                ? Check.Result.FAILED
                                : Check.Result.UNTESTED;
        String detail =
                checks.isEmpty()
                        ? "no test has run"
                        : isPassed
                                ? "all %d checks passed".formatted(checks.size())
                                : Check.sentence(checks);
        return new Check("smoke tests through the entrance", result, now, detail);
    }
}
