package canary.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A program that maps nothing but the columns that its arguments name, and ends like the ERP where
 * the schema lacks one. It does not answer well where it would do jobs.
 */
public final class StandInServer {

    private static final String TESTS =
            """
            {"tests":[{"name":"core","what":"companies","method":"GET","path":"/api/v1/core/companies"}]}\
            """;

    private StandInServer() {}

    public static void main(String[] columns) throws Exception {
        DatabaseLogin login =
                new DatabaseLogin(
                        System.getenv("ERP_DB_URL"),
                        System.getenv("ERP_DB_USER"),
                        System.getenv("ERP_DB_PASSWORD"));
        for (String column : columns) {
            require(login, column.split("[.]"));
        }
        listen("ERP_HTTP_PORT", exchange -> answer(exchange, login));
        listen("ERP_MANAGEMENT_PORT", exchange -> answer(exchange, login));
    }

    private static void require(DatabaseLogin login, String[] column) throws SQLException {
        try (Connection connection = login.connect()) {
            long found =
                    Sql.number(
                            connection,
                            "SELECT count(*) FROM information_schema.columns WHERE table_schema ="
                                    + " database() AND table_name = ? AND column_name = ?",
                            column[0],
                            column[1]);
            if (found == 0) {
                System.err.println(
                        "{\"message\":\"cannot start\",\"stack_trace\":\"a.B: no\\n"
                                + "Caused by: a.CException:"
                                + " Schema validation: missing column [%s] in table [%s]\\n\\tat x\"}"
                                        .formatted(column[1], column[0]));
                System.exit(1);
            }
        }
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private static void listen(String port, Answer answer) throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(),
                                Integer.parseInt(System.getenv(port))),
                        0);
        server.createContext("/", answer::to);
        server.start();
    }

    private static void answer(HttpExchange exchange, DatabaseLogin login) throws IOException {
        String version = System.getenv("ERP_VERSION");
        boolean isIdle = isIdle(login, version);
        String text =
                switch (exchange.getRequestURI().getPath()) {
                    case "/info" -> "{\"version\":\"" + version + "\"}";
                    case "/api/v1/users/login" -> "{\"accessToken\":\"t\"}";
                    case "/api/v1/core/smoke-tests" -> TESTS;
                    default -> isIdle ? "{\"items\":[1]}" : "{\"code\":\"would do the jobs\"}";
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ERP-Version", version);
        exchange.sendResponseHeaders(isIdle ? 200 : 500, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static boolean isIdle(DatabaseLogin login, String version) {
        try (Connection connection = login.connect()) {
            List<String> alive =
                    Sql.strings(
                            connection,
                            "SELECT a.version FROM core_active_version a JOIN core_process p ON"
                                    + " p.version = a.version WHERE p.seen_at > utc_timestamp(6)");
            return alive.size() == 1 && !alive.contains(version);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
