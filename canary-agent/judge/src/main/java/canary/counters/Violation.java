package canary.counters;

import org.jspecify.annotations.Nullable;

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
        @Nullable Long byCanary) {

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
