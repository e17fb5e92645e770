package canary.agent.background;

import canary.counters.DataCheck;
import canary.counters.Violation;
import canary.plan.Plan;

import erp.migrations.DatabaseLogin;
import erp.migrations.Invariants;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs every check of the data once, on one snapshot of the database; blocks for its time. */
final class DataChecks {

    private static final Pattern ID = Pattern.compile("\\b[0-9A-Fa-f]{32}\\b");
    private static final int SECONDS = 10;
    private final DatabaseLogin login;
    private final String canary;
    private final Invariants invariants;

    DataChecks(Plan.Database database, String canary) {
        this.login = new DatabaseLogin(database.url(), database.user(), database.password());
        this.canary = canary;
        this.invariants = new Invariants();
    }

    /** A database that does not answer is told as a check that could not run. */
    DataCheck run(Instant at) {
        try {
            return told(at, invariants.run(login.dataSource()));
        } catch (SQLException e) {
            return failed(at, "the database does not answer: " + e.getMessage());
        }
    }

    /** Without a single check nothing was looked at, which is not in order. */
    DataCheck told(Instant at, List<Invariants.Result> results) {
        if (results.isEmpty()) {
            return failed(at, "there is no check of the data in this build");
        }
        List<Violation> violations = new ArrayList<>();
        for (Invariants.Result result : results) {
            if (!result.passed()) {
                violations.add(violation(result));
            }
        }
        return new DataCheck(at, violations);
    }

    /** What stands for a run of which nothing came. */
    static DataCheck failed(Instant at, String why) {
        return new DataCheck(at, List.of(new Violation("all checks", 0, null, null, why)));
    }

    private Violation violation(Invariants.Result result) {
        return new Violation(
                result.id(),
                result.violations(),
                result.statement(),
                result.firstRows(),
                result.error().orElse(""),
                byCanary(result.firstRows()));
    }

    /** How many of the documents that rows name the canary has written; null when not known. */
    private @Nullable Long byCanary(List<String> rows) {
        Set<String> ids = new LinkedHashSet<>();
        for (String row : rows) {
            Matcher matcher = ID.matcher(row);
            while (matcher.find()) {
                ids.add(matcher.group());
            }
        }
        if (ids.isEmpty()) {
            return null;
        }
        String marks = String.join(", ", ids.stream().map(_ -> "unhex(?)").toList());
        try (Connection connection = login.connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT COUNT(DISTINCT entity_id) FROM core_history"
                                        + " WHERE app_version = ? AND entity_id IN (%s)"
                                                .formatted(marks))) {
            query.setQueryTimeout(SECONDS);
            int at = 1;
            query.setString(at++, canary);
            for (String id : ids) {
                query.setString(at++, id);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        } catch (SQLException e) {
            return null;
        }
    }
}
