package canary.gates.input;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that was tried, for smoke tests and for the proof of a rollback.
 *
 * @param name what was tried
 * @param result what came of it
 * @param at when this was found
 * @param detail what was seen
 */
public record Check(String name, Result result, Instant at, String detail) {

    /** What can come of a check. */
    public enum Result {
        PASSED,
        FAILED,
        /** What it needs was not there: neither passed nor anybody's fault. */
        UNTESTED
    }

    public Check(String name, boolean passed, Instant at, String detail) {
        this(name, passed ? Result.PASSED : Result.FAILED, at, detail);
    }

    /** Also reads what older agents wrote, who knew only whether it passed. */
    @JsonCreator
    static Check read(
            @JsonProperty("name") String name,
            @JsonProperty("result") @Nullable Result result,
            @JsonProperty("passed") @Nullable Boolean passed,
            @JsonProperty("at") Instant at,
            @JsonProperty("detail") String detail) {
        return result == null
                ? new Check(name, Boolean.TRUE.equals(passed), at, detail)
                : new Check(name, result, at, detail);
    }

    /** Whether it ran and went as it should. */
    @JsonProperty("passed")
    public boolean passed() {
        return result == Result.PASSED;
    }

    public boolean failed() {
        return result == Result.FAILED;
    }

    /** Whether there are checks and all of them passed. */
    public static boolean allPassed(Collection<Check> checks) {
        return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
    }

    /** What was seen in those that did not pass, in a sentence. */
    public static String sentence(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.name() + ": " + check.detail())
                .collect(Collectors.joining("; "));
    }
}
