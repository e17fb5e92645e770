package erp.migrations;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands on what is in a schema and who works on it; each returns the exit code. */
record DataCommands(Map<String, String> environment, PrintStream out) {
    private static final int CONNECTIONS = 20;

    int check(CommandLine line) throws SQLException {
        line.end();
        Path dataDir = CommandDatabase.dataDir(environment);
        if (!environment.containsKey("ERP_DB_URL") && !Files.exists(dataDir)) {
            throw new MigrationException(
                    "There is no database in " + dataDir + " to check: run ./erp db migrate.");
        }
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            if (database.schemas().isEmpty()) {
                return new CheckReport(out)
                                .print(database.owner(CommandDatabase.schema(environment)))
                        ? 0
                        : 1;
            }
            List<String> schemas =
                    database.schemas().orElseThrow().stream()
                            .filter(it -> schemasToCheck().contains(it))
                            .toList();
            if (schemas.isEmpty()) {
                throw new MigrationException(
                        "None of the schemas " + schemasToCheck() + " exists.");
            }
            boolean passed = true;
            for (String schema : schemas) {
                out.println("schema " + schema);
                passed &= new CheckReport(out).print(database.owner(schema));
            }
            return passed ? 0 : 1;
        }
    }

    int account(CommandLine line) throws SQLException {
        Optional<Integer> limit = line.number("--max-connections");
        boolean isRemoved = line.flag("--remove");
        String user = line.word("account needs the name of the USER");
        line.end();
        if (isRemoved && limit.isPresent()) {
            throw new UsageException("--remove does not go with --max-connections");
        }
        return isRemoved ? removeAccount(user) : account(user, limit.orElse(CONNECTIONS));
    }

    private int removeAccount(String user) {
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            new Accounts(database.administrator(CommandDatabase.schema(environment)).dataSource())
                    .remove(user);
            out.printf("account %s is gone, and what it was doing is ended%n", user);
        }
        return 0;
    }

    private int account(String user, int maxConnections) throws SQLException {
        String password = environment.get("ERP_ACCOUNT_PASSWORD");
        if (password == null) {
            throw new MigrationException(
                    "ERP_ACCOUNT_PASSWORD is missing: the password that " + user + " gets");
        }
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            DatabaseLogin administrator =
                    database.administrator(CommandDatabase.schema(environment));
            try (Connection connection = administrator.connect()) {
                new Accounts(administrator.dataSource())
                        .grant(connection.getCatalog(), user, password, maxConnections);
            }
            out.printf("account %s may hold %d connections%n", user, maxConnections);
        }
        return 0;
    }

    private List<String> schemasToCheck() {
        String one = environment.get("ERP_DB_SCHEMA");
        return one == null ? List.of("erp", "erp_demo") : List.of(one);
    }
}
