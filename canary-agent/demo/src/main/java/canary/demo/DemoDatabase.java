package canary.demo;

import erp.migrations.Invariants;
import erp.migrations.embedded.EmbeddedDatabase;
import erp.migrations.schema.Migrator;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The demo's own schema on the embedded database, made afresh. */
final class DemoDatabase implements AutoCloseable {

    static final String SCHEMA = "erp_demo";
    private static final int CONNECTIONS = 40;

    private final EmbeddedDatabase server;
    private final DatabaseLogin owner;
    private final String password = Accounts.newPassword();

    private DemoDatabase(EmbeddedDatabase server, DatabaseLogin owner) {
        this.server = server;
        this.owner = owner;
    }

    /** Starts or joins the server of the folder, and makes an empty schema. */
    static DemoDatabase open(Path folder) {
        EmbeddedDatabase server = EmbeddedDatabase.open(folder);
        try (Connection connection = server.administrator("").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + SCHEMA);
        } catch (SQLException e) {
            server.close();
            throw new IllegalStateException("schema " + SCHEMA + " cannot be dropped", e);
        }
        return new DemoDatabase(server, server.schema(SCHEMA));
    }

    List<String> migrate() {
        return new Migrator(owner.dataSource()).migrate();
    }

    /** An account for one version, with its own limit of connections. */
    DatabaseLogin account(String version) {
        return server.createAccount(SCHEMA, "erp_" + version, password, CONNECTIONS);
    }

    /** The account that may read everything. */
    DatabaseLogin owner() {
        return owner;
    }

    /** How the schema is now, and what is in it. */
    SchemaShape shape() {
        return SchemaShape.of(server.administrator(SCHEMA), SCHEMA);
    }

    /** Every check on the data, and what it found. */
    List<Invariants.Result> check() {
        try {
            return new Invariants().run(owner.dataSource());
        } catch (SQLException e) {
            throw new IllegalStateException("the data cannot be checked", e);
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
