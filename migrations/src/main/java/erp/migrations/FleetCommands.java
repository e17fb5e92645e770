package erp.migrations;

import erp.migrations.fleet.LiveServer;
import erp.migrations.fleet.VersionStates;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The commands on the servers of a schema: which run, and which versions may. */
record FleetCommands(Map<String, String> environment, PrintStream out) {
    private static final String ACTIVE =
            "SELECT concat('version ', version, ' does the jobs since ', since) FROM"
                    + " core_active_version";

    /** Prints the release record: who runs, who does the jobs, what was said of which version. */
    int versions(CommandLine line) throws SQLException {
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            DatabaseLogin owner = owner(database);
            try (Connection connection = owner.connect()) {
                List<LiveServer> live = LiveServer.on(connection);
                live.forEach(
                        it ->
                                out.printf(
                                        "running   %-20s  on %s, schema %s%n",
                                        it.version(), it.host(), it.schemaStamp()));
                if (live.isEmpty()) {
                    out.printf(
                            "running   none: no server has reported for %d s%n",
                            LiveServer.SILENT_SECONDS);
                }
                Sql.strings(connection, ACTIVE).forEach(it -> out.println("jobs      " + it));
            }
            for (VersionStates.Said said : new VersionStates(owner.dataSource()).all()) {
                out.printf(
                        "%-8s  %-20s  since %s by %s: %s%n",
                        said.rejected() ? "rejected" : "admitted",
                        said.version(),
                        said.since(),
                        said.setBy(),
                        said.why());
            }
        }
        return 0;
    }

    int reject(CommandLine line) {
        String version = line.word("reject needs the VERSION");
        String why = why(line, "reject");
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            new VersionStates(owner(database).dataSource()).reject(version, why);
            out.printf("version %s does no jobs and does not start again%n", version);
        }
        return 0;
    }

    int admit(CommandLine line) {
        String version = line.word("admit needs the VERSION");
        String why = why(line, "admit");
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            new VersionStates(owner(database).dataSource()).admit(version, why);
            out.printf("version %s may start%n", version);
        }
        return 0;
    }

    int activate(CommandLine line) {
        String version = line.word("activate needs the VERSION");
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            new ActiveVersion(owner(database).dataSource()).name(version);
            out.printf("version %s does the jobs from now on%n", version);
        }
        return 0;
    }

    private static String why(CommandLine line, String command) {
        String why =
                line.option("--why")
                        .orElseThrow(() -> new UsageException(command + " needs --why TEXT"));
        line.end();
        return why;
    }

    private DatabaseLogin owner(CommandDatabase database) {
        return database.owner(CommandDatabase.schema(environment));
    }
}
