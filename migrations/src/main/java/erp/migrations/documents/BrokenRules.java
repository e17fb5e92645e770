package erp.migrations.documents;

import erp.migrations.Invariants;
import erp.migrations.sql.DatabaseLogin;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the checks found.
 *
 * @param unknown which have no answer, and why; empty when all have
 */
record BrokenRules(Map<Invariants.Query, Invariants.Result> results, String unknown) {

    private static final Duration BUDGET = Duration.ofSeconds(60);

    static BrokenRules of(Invariants invariants, DatabaseLogin login, Instant since)
            throws SQLException {
        Invariants.Run run = invariants.run(login.dataSource(), invariants.since(since), BUDGET);
        Map<Invariants.Query, Invariants.Result> results = new LinkedHashMap<>(run.results());
        results.putAll(confirmed(invariants, login, results));
        List<String> unknown = new ArrayList<>();
        run.unfinished().forEach(it -> unknown.add(it.id() + " did not finish"));
        results.values().forEach(it -> it.error().ifPresent(e -> unknown.add(it.id() + ": " + e)));
        return new BrokenRules(results, String.join("; ", unknown));
    }

    /**
     * A transaction that was under way when the release began has rows on both sides of that
     * moment: what a narrowed check finds there, it does not find in all rows.
     */
    private static Map<Invariants.Query, Invariants.Result> confirmed(
            Invariants invariants,
            DatabaseLogin login,
            Map<Invariants.Query, Invariants.Result> results)
            throws SQLException {
        Map<String, Invariants.Query> narrowed = new LinkedHashMap<>();
        results.forEach(
                (query, result) -> {
                    if (query.isNarrowed() && result.violations() > 0) {
                        narrowed.put(query.file(), query);
                    }
                });
        List<Invariants.Query> whole =
                invariants.whole().stream().filter(it -> narrowed.containsKey(it.file())).toList();
        Map<Invariants.Query, Invariants.Result> confirmed = new LinkedHashMap<>();
        invariants
                .run(login.dataSource(), whole, BUDGET)
                .results()
                .forEach(
                        (query, all) -> {
                            Invariants.Query asked = narrowed.get(query.file());
                            Invariants.Result found = results.get(asked);
                            if (asked != null && found != null && all.error().isEmpty()) {
                                confirmed.put(asked, found.among(all));
                            }
                        });
        return confirmed;
    }

    Set<UUID> ids() {
        Set<UUID> ids = new HashSet<>();
        results.values().forEach(it -> ids.addAll(it.ids()));
        return ids;
    }
}
