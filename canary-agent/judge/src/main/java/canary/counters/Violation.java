package canary.counters;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;

/**
 * A check of the data that found rows which break its rule, or that could not run.
 *
 * @param check for example I01
 * @param count rows that break it; counting stops somewhere
 * @param statement the rule, in a sentence
 * @param rows the first few of them as text
 * @param error why the check could not run; empty when it did
 * @param byCanary how many of the documents in the rows the canary wrote; null when not known
 */
public record Violation(
        String check,
        long count,
        String statement,
        List<String> rows,
        String error,
        @Nullable Long byCanary)
        implements Serializable {

    private static final String UNFINISHED = "unfinished";

    public Violation(
            String check,
            long count,
            @Nullable String statement,
            @Nullable List<String> rows,
            @Nullable String error,
            @Nullable Long byCanary) {
        this.check = check;
        this.count = count;
        this.statement = statement == null ? "" : statement;
        this.rows = rows == null ? List.of() : List.copyOf(rows);
        this.error = error == null ? "" : error;
        this.byCanary = byCanary;
    }

    /**
     * Stands for checks that their time was too short for: nothing is known of them.
     *
     * @param checks which ones
     */
    public static Violation unfinished(List<String> checks, String why) {
        return new Violation(UNFINISHED, 0, null, checks, why);
    }

    @JsonIgnore
    public boolean isUnfinished() {
        return check.equals(UNFINISHED);
    }

    /** Without who wrote the documents. */
    public Violation(
            String check,
            long count,
            @Nullable String statement,
            @Nullable List<String> rows,
            @Nullable String error) {
        this(check, count, statement, rows, error, null);
    }
}
