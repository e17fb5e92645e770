package erp.migrations.schema;

import erp.migrations.fleet.LiveServer;
import erp.migrations.sql.MigrationException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Holds a contract step back while a server runs whose build does not know it: only a build that
 * has the step is made to live without what the step takes away. A server that does not say what it
 * knows is from before servers said so, and is older than any contract step.
 */
record ContractGate(List<LiveServer> live) {
    ContractGate {
        live = List.copyOf(live);
    }

    static ContractGate of(Connection connection) throws SQLException {
        return new ContractGate(LiveServer.on(connection));
    }

    /** The servers that the step would break. */
    List<LiveServer> hindering(Migration migration) {
        return migration.mark() == Migration.Mark.CONTRACT
                ? live.stream().filter(it -> !it.knows(migration.stamp())).toList()
                : List.of();
    }

    /** Throws when one of the steps would break a server. */
    void check(List<Migration> due) {
        for (Migration migration : due) {
            List<LiveServer> hindering = hindering(migration);
            if (!hindering.isEmpty()) {
                throw new MigrationException(
                        ("Contract step %s %s waits: servers run that do not know it: %s. Nothing"
                             + " was applied. Stop them, then try again; one that died counts for"
                             + " %d s more.")
                                .formatted(
                                        migration.stamp(),
                                        migration.name(),
                                        LiveServer.describe(hindering),
                                        LiveServer.SILENT_SECONDS));
            }
        }
    }
}
