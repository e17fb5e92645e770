package canary.agent.background;

import canary.counters.DataCheck;
import canary.counters.Violation;
import canary.plan.Plan;

import erp.migrations.Invariants;
import erp.migrations.documents.DocumentCatalog;
import erp.migrations.documents.DocumentKey;
import erp.migrations.documents.DocumentSketch;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Runs the checks of the data on one snapshot of the database, within their time; blocks for it.
 *
 * <p>In a release each is asked of what was written since it began. Of all rows those that can be
 * narrowed so are asked before the canary has traffic and in the bake, each until it has answered;
 * else once an hour, or always where all of them together take next to no time.
 */
final class DataChecks {

    /**
     * What a release wants to know.
     *
     * @param began when the release did
     * @param wholeSince from when on an answer must be that was asked of all rows; null where none
     *     must be
     */
    record Scope(Instant began, @Nullable Instant wholeSince) {}

    private record Answer(Instant at, Invariants.Result result) {}

    private static final Duration WHOLE_EVERY = Duration.ofHours(1);
    private static final int CHEAP = 10;
    private static final String NEW_ROWS = " since the release began";

    private static final int MOST_NAMES = 5;

    /** Rows of a broken rule whose documents are looked for at each check; the report has all. */
    private static final int MOST_ASKED = 500;

    private static final String BY_CANARY =
            "SELECT COUNT(*) FROM core_history"
                    + " WHERE entity_type = ? AND entity_id = unhex(?) AND app_version = ?";
    private final DatabaseLogin login;
    private final String canary;
    private final Invariants invariants;
    private final DocumentCatalog catalog = new DocumentCatalog();
    private final Duration budget;
    private final Map<Invariants.Query, Answer> whole = new LinkedHashMap<>();
    private volatile @Nullable Scope scope;
    private boolean isCheap;

    /**
     * @param budget how long one run may take
     */
    DataChecks(Plan.Database database, String canary, Duration budget) {
        this.budget = budget;
        this.login = database.login();
        this.canary = canary;
        this.invariants = new Invariants();
    }

    /** What the next runs are asked; without it, all of all rows. */
    void scope(Scope asked) {
        scope = asked;
    }

    /** A database that does not answer is told as a check that could not run. */
    DataCheck run(Instant at) {
        Scope asked = scope;
        try {
            return asked == null ? runWhole(at) : run(at, asked);
        } catch (SQLException e) {
            return failed(at, "the database does not answer: " + e.getMessage());
        }
    }

    private DataCheck runWhole(Instant at) throws SQLException {
        List<Invariants.Query> queries = invariants.whole();
        Invariants.Run run = invariants.run(login.dataSource(), queries, budget);
        return told(at, List.copyOf(run.results().values()), run.unfinished(), queries.size());
    }

    private DataCheck run(Instant at, Scope asked) throws SQLException {
        List<Invariants.Query> queries = new ArrayList<>(invariants.since(asked.began()));
        int checks = queries.size();
        List<Invariants.Query> wide = wide(queries);
        List<Invariants.Query> due = wide.stream().filter(it -> isDue(it, at, asked)).toList();
        queries.addAll(due);
        long began = System.nanoTime();
        Invariants.Run run = invariants.run(login.dataSource(), queries, budget);
        if (!due.isEmpty()) {
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            isCheap = run.unfinished().isEmpty() && taken.multipliedBy(CHEAP).compareTo(budget) < 0;
        }
        List<Invariants.Result> results = new ArrayList<>();
        run.results()
                .forEach(
                        (query, result) -> {
                            if (due.contains(query)) {
                                whole.put(query, new Answer(at, result));
                            } else {
                                results.add(query.isNarrowed() ? narrowed(result) : result);
                            }
                        });
        whole.values().forEach(answer -> results.add(answer.result()));
        List<Invariants.Query> unfinished = new ArrayList<>(run.unfinished());
        unfinished.removeAll(due);
        wide.stream().filter(it -> isMissing(it, asked)).forEach(unfinished::add);
        return told(at, results, unfinished, checks);
    }

    /** The narrowed ones as they are asked of all rows, those first that have waited longest. */
    private List<Invariants.Query> wide(List<Invariants.Query> queries) {
        Set<String> narrowed =
                queries.stream()
                        .filter(Invariants.Query::isNarrowed)
                        .map(Invariants.Query::file)
                        .collect(Collectors.toSet());
        return invariants.whole().stream()
                .filter(query -> narrowed.contains(query.file()))
                .sorted(Comparator.comparing(this::answeredAt))
                .toList();
    }

    private Instant answeredAt(Invariants.Query query) {
        Answer answer = whole.get(query);
        return answer == null ? Instant.MIN : answer.at();
    }

    private boolean isDue(Invariants.Query query, Instant at, Scope asked) {
        return isCheap
                || asked.began().equals(asked.wholeSince())
                || isMissing(query, asked)
                || answeredAt(query).isBefore(at.minus(WHOLE_EVERY));
    }

    private boolean isMissing(Invariants.Query query, Scope asked) {
        Instant since = asked.wholeSince();
        return since != null && answeredAt(query).isBefore(since);
    }

    private static Invariants.Result narrowed(Invariants.Result result) {
        return new Invariants.Result(
                result.id() + NEW_ROWS,
                result.statement(),
                result.violations(),
                result.firstRows(),
                result.ids(),
                result.error());
    }

    private DataCheck told(
            Instant at,
            List<Invariants.Result> results,
            List<Invariants.Query> unfinished,
            int checks) {
        if (unfinished.isEmpty()) {
            return told(at, results);
        }
        List<String> files =
                unfinished.stream()
                        .map(query -> query.file().replace(".sql", ""))
                        .distinct()
                        .toList();
        List<Violation> violations = new ArrayList<>(violations(results));
        violations.add(
                Violation.unfinished(
                        files,
                        "%d of %d checks did not finish in %d s"
                                .formatted(files.size(), checks, budget.toSeconds())));
        return new DataCheck(at, violations);
    }

    /** Without a single check nothing was looked at, which is not in order. */
    DataCheck told(Instant at, List<Invariants.Result> results) {
        if (results.isEmpty()) {
            return failed(at, "there is no check of the data in this build");
        }
        return new DataCheck(at, violations(results));
    }

    private List<Violation> violations(List<Invariants.Result> results) {
        Map<String, Invariants.Result> broken = new LinkedHashMap<>();
        for (Invariants.Result result : results) {
            if (!result.passed()) {
                broken.merge(result.id(), result, DataChecks::both);
            }
        }
        return broken.values().stream().map(this::violation).toList();
    }

    /** Checks of one id are one rule: what is new shows in the sum. */
    private static Invariants.Result both(Invariants.Result one, Invariants.Result other) {
        List<String> rows = new ArrayList<>(one.firstRows());
        rows.addAll(other.firstRows());
        Set<UUID> ids = new HashSet<>(one.ids());
        ids.addAll(other.ids());
        return new Invariants.Result(
                one.id(),
                one.statement() + " " + other.statement(),
                one.violations() + other.violations(),
                rows,
                ids,
                one.error().or(other::error));
    }

    /** What stands for a run of which nothing came. */
    static DataCheck failed(Instant at, String why) {
        return new DataCheck(at, List.of(new Violation("all checks", 0, null, null, why)));
    }

    private Violation violation(Invariants.Result result) {
        Named named = named(result.ids());
        return new Violation(
                result.id(),
                result.violations(),
                result.statement(),
                named.names().isEmpty() ? result.firstRows() : List.of(named.names()),
                result.error().orElse(""),
                named.byCanary());
    }

    /**
     * The documents of a result's rows.
     *
     * @param byCanary how many of them the canary has written; null when not known
     */
    private record Named(String names, @Nullable Long byCanary) {
        static final Named UNKNOWN = new Named("", null);
    }

    private Named named(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Named.UNKNOWN;
        }
        try (Connection connection = login.connect()) {
            Set<UUID> some = ids.stream().limit(MOST_ASKED).collect(Collectors.toSet());
            Set<DocumentKey> keys = new HashSet<>(catalog.owners(connection, some).values());
            if (keys.isEmpty()) {
                return Named.UNKNOWN;
            }
            List<DocumentKey> written = new ArrayList<>();
            for (DocumentKey key : keys) {
                if (Sql.number(connection, BY_CANARY, key.type(), Sql.hex(key.id()), canary) > 0) {
                    written.add(key);
                }
            }
            List<DocumentKey> told =
                    (written.isEmpty() ? keys : written).stream().limit(MOST_NAMES).toList();
            Map<DocumentKey, DocumentSketch> sketches = catalog.describe(connection, told);
            String names =
                    told.stream()
                            .map(it -> it.name(sketches.getOrDefault(it, DocumentSketch.BLANK)))
                            .sorted()
                            .collect(Collectors.joining(", "));
            return new Named(names, (long) written.size());
        } catch (SQLException e) {
            return Named.UNKNOWN;
        }
    }
}
