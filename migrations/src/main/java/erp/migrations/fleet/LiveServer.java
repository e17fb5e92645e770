package erp.migrations.fleet;

import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A process of the server that has reported of late.
 *
 * @param host where it runs; a question mark when it does not say
 * @param schemaStamp the newest migration of its build; a question mark when it does not say
 * @param contracts stamps of the contract steps that its build knows, and so can live with; none
 *     when it does not say
 */
public record LiveServer(String version, String host, String schemaStamp, Set<String> contracts) {
    /** Longer than a server is silent that is alive. */
    public static final int SILENT_SECONDS = 60;

    private static final String UNKNOWN = "?";

    public LiveServer {
        contracts = Set.copyOf(contracts);
    }

    /** All of them, by version and host. A schema from before servers reported has none. */
    public static List<LiveServer> on(Connection connection) throws SQLException {
        List<String> columns =
                Sql.strings(
                        connection,
                        "SELECT column_name FROM information_schema.columns WHERE table_schema ="
                                + " database() AND table_name = 'core_process'");
        if (columns.isEmpty()) {
            return List.of();
        }
        String build =
                columns.contains("contracts")
                        ? "host, schema_stamp, contracts"
                        : "NULL, NULL, NULL";
        return Sql.query(
                connection,
                row ->
                        new LiveServer(
                                row.getString(1),
                                orUnknown(row.getString(2)),
                                orUnknown(row.getString(3)),
                                split(row.getString(4))),
                ("SELECT version, %s FROM core_process WHERE seen_at > utc_timestamp(6) - INTERVAL"
                                + " %d SECOND ORDER BY 1, 2")
                        .formatted(build, SILENT_SECONDS));
    }

    /** Whether its build brought the contract step, or is newer than the one that did. */
    public boolean knows(String contractStamp) {
        return contracts.contains(contractStamp);
    }

    /** As {@link #knows} reads it. */
    public static String join(List<String> contractStamps) {
        return String.join(",", contractStamps);
    }

    /** The same servers in a few words, for example {@code v1 on a, b; v2 on c}. */
    public static String describe(List<LiveServer> servers) {
        return servers.stream()
                .collect(
                        Collectors.groupingBy(
                                LiveServer::version,
                                TreeMap::new,
                                Collectors.mapping(LiveServer::host, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(it -> it.getKey() + " on " + it.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String orUnknown(@Nullable String text) {
        return text == null || text.isBlank() ? UNKNOWN : text;
    }

    private static Set<String> split(@Nullable String stamps) {
        return stamps == null || stamps.isEmpty()
                ? Set.of()
                : Arrays.stream(stamps.split(",")).collect(Collectors.toSet());
    }
}
