package erp.migrations;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh, migrated schemas for tests, on one server per JVM; they are gone when the JVM ends. On a
 * server that was given, {@link Template} stays for the next one.
 */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /**
     * A schema with every migration of this build and nothing else, an owner's and an application's
     * account. Who closes it spares the next test the making of another.
     */
    public static TestSchema schema() {
        return Holder.INSTANCE.migrated();
    }

    /** Nobody uses it any more. */
    static void giveBack(TestSchema schema) {
        Holder.INSTANCE.unused.add(schema);
    }

    /** A new schema without any table. */
    public static TestSchema emptySchema() {
        return Holder.INSTANCE.create();
    }

    /** What the server calls itself, for example 9.7.4 or 11.4.5-MariaDB. */
    public static String serverVersion() {
        try (Connection connection = Holder.INSTANCE.server.administrator("").connect()) {
            return Sql.strings(connection, "SELECT VERSION()").getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started when the first test asks for a schema. */
    private static final class Holder {
        static final Server INSTANCE = new Server(TestServer.start(System.getenv()));
    }

    private static final class Server {
        private final TestServer server;
        private final Queue<TestSchema> unused = new ConcurrentLinkedQueue<>();
        private @Nullable Template template;

        Server(TestServer server) {
            this.server = server;
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-database"));
        }

        /** Made when the first test asks for it: some need only empty schemas. */
        private synchronized Template template() throws SQLException {
            if (template == null) {
                try (Connection connection = server.administrator("").connect()) {
                    template =
                            Template.ofBuild(
                                    connection,
                                    it -> TestSchema.unencrypted(server.administrator(it)));
                }
            }
            return template;
        }

        TestSchema create() {
            String name =
                    "t_%s_%d"
                            .formatted(
                                    Long.toString(ProcessHandle.current().pid(), 36),
                                    NUMBER.incrementAndGet());
            String user = name + "_o";
            try (Connection connection = server.administrator("").connect()) {
                Accounts.createSchema(connection, name);
                Accounts.createOwner(connection, name, user, "owner");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new TestSchema(
                    name,
                    server.administrator(name),
                    new DatabaseLogin(server.url() + name, user, "owner"),
                    new DatabaseLogin(server.url() + name, name + "_a", "application"),
                    null);
        }

        TestSchema migrated() {
            try {
                TestSchema migrated = unused.poll();
                while (migrated != null && !migrated.tidy()) {
                    migrated = unused.poll();
                }
                if (migrated == null) {
                    migrated = create().copyOf(template());
                } else {
                    migrated.truncate();
                }
                migrated.grant();
                return migrated;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void stop() {
            try (Connection connection = server.administrator("").connect()) {
                String mine = "t\\_%" + Long.toString(ProcessHandle.current().pid(), 36) + "\\_%";
                List<String> schemas =
                        Sql.strings(
                                connection,
                                "SELECT schema_name FROM information_schema.schemata WHERE"
                                        + " schema_name LIKE ?",
                                mine);
                for (String schema : schemas) {
                    Sql.execute(connection, "DROP DATABASE IF EXISTS `" + schema + "`");
                    Sql.execute(connection, "DROP USER IF EXISTS '" + schema + "_o'@'%'");
                    Sql.execute(connection, "DROP USER IF EXISTS '" + schema + "_a'@'%'");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                server.stop().run();
            }
        }
    }
}
