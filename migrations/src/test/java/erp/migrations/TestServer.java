package erp.migrations;

import erp.migrations.embedded.EmbeddedDatabase;
import erp.migrations.embedded.TestFolders;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * The database server that this JVM's tests use, chosen in this order: one that is given
 * (ERP_TEST_DB_URL, ERP_TEST_DB_USER, ERP_TEST_DB_PASSWORD: an administrator), MySQL by
 * Testcontainers where Docker answers, a mysqld on the PATH, the embedded one.
 *
 * @param url without a schema, ending in a slash
 */
record TestServer(String kind, String url, String user, String password, Runnable stop) {
    private static final Logger log = LoggerFactory.getLogger(TestServer.class);
    private static final String IMAGE = "mysql:8.4";

    static TestServer start(Map<String, String> environment) {
        TestServer server = choose(environment);
        String version = server.version();
        log.info("tests use database={} version={} url={}", server.kind, version, server.url);
        boolean isMySql = !version.toLowerCase(Locale.ROOT).contains("mariadb");
        if ("true".equals(environment.get("CI"))
                && "true".equals(environment.get("ERP_TEST_REQUIRE_MYSQL"))
                && !isMySql) {
            server.stop.run();
            throw new IllegalStateException(
                    "ERP_TEST_REQUIRE_MYSQL=true, but the tests found only "
                            + version
                            + ": start a MySQL (ops/bin/real-mysql) and name it in"
                            + " ERP_TEST_DB_URL.");
        }
        return server;
    }

    DatabaseLogin administrator(String schema) {
        return new DatabaseLogin(url + schema, user, password);
    }

    private static TestServer choose(Map<String, String> environment) {
        String given = environment.get("ERP_TEST_DB_URL");
        if (given != null) {
            return given(environment, given);
        }
        if (dockerMayAnswer(environment)) {
            return container();
        }
        return LocalMySql.find(environment).map(LocalMySql::start).orElseGet(TestServer::embedded);
    }

    private static TestServer given(Map<String, String> environment, String url) {
        // Whatever schema it names is not ours to use.
        int slash = url.indexOf('/', url.indexOf("//") + 2);
        String server = slash < 0 ? url + "/" : url.substring(0, slash + 1);
        return new TestServer(
                "given by ERP_TEST_DB_URL",
                server,
                environment.getOrDefault("ERP_TEST_DB_USER", "root"),
                environment.getOrDefault("ERP_TEST_DB_PASSWORD", ""),
                () -> {});
    }

    /**
     * Looks at the socket first: asking Testcontainers on a machine without Docker is slow and
     * loud.
     */
    private static boolean dockerMayAnswer(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        if (host.startsWith("unix:") && !Files.exists(Path.of(URI.create(host).getPath()))) {
            return false;
        }
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static TestServer container() {
        String image = System.getenv().getOrDefault("ERP_TEST_MYSQL_IMAGE", IMAGE);
        var container =
                new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"));
        container.withUsername("root").withPassword("root");
        container.start();
        return new TestServer(
                "Testcontainers " + image,
                "jdbc:mysql://%s:%d/".formatted(container.getHost(), container.getMappedPort(3306)),
                "root",
                "root",
                container::stop);
    }

    private static TestServer embedded() {
        try {
            Path folder = TestFolders.create("database");
            var database = EmbeddedDatabase.open(folder);
            DatabaseLogin root = database.administrator("");
            relax(root);
            return new TestServer(
                    "embedded",
                    root.url(),
                    root.user(),
                    root.password(),
                    () -> {
                        database.close();
                        TestFolders.delete(folder);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that lives as long as one test run need not survive a power cut. */
    static void relax(DatabaseLogin root) {
        try (Connection connection = root.connect()) {
            Sql.execute(connection, "SET GLOBAL innodb_flush_log_at_trx_commit = 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String version() {
        try (Connection connection = administrator("").connect()) {
            return Sql.strings(connection, "SELECT VERSION()").getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The tests' database ("
                            + kind
                            + ", "
                            + url
                            + ") does not answer: "
                            + e.getMessage(),
                    e);
        }
    }
}
