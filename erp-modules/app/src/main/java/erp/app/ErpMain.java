package erp.app;

import erp.core.CannotStart;
import erp.core.ops.Logs;
import erp.core.settings.Key;
import erp.core.settings.Settings;
import erp.core.settings.SettingsException;
import erp.migrations.sql.MigrationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/**
 * {@code ./erp serve}: runs until SIGTERM or Ctrl-C, finishes what is in flight and exits with 0.
 */
public final class ErpMain {
    private static final Logger log = LoggerFactory.getLogger(ErpMain.class);

    private ErpMain() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            boolean asked = args[0].equals("--help") || args[0].equals("-h");
            (asked ? System.out : System.err).println(usage());
            System.exit(asked ? 0 : 2);
        }
        Map<String, String> environment = System.getenv();
        try {
            serve(Settings.read(AppSettings.all(), environment), environment);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void serve(Settings settings, Map<String, String> environment) {
        Logs.bridge();
        ServerDatabase database = open(settings, environment);
        ErpServer server = start(settings, database);
        server.closeOnSignal(database::close); // the server's own threads keep the process alive
        // Its own thread, no daemon: closing ends all others, and the process with status 0.
        database.keepRunning(
                why -> Thread.ofPlatform().name("end").daemon(false).start(() -> end(server, why)));
    }

    /** A server that cannot go on ends with one sentence that says why, and exit code 1. */
    private static void end(ErpServer server, String why) {
        log.error("erp-server ends: {}", why);
        try {
            server.close();
        } finally {
            Logs.close();
            System.err.println("erp-server ends: " + why);
            Runtime.getRuntime().halt(1);
        }
    }

    /** As {@link #start}: no embedded database where none is installed, or none that works. */
    private static ServerDatabase open(Settings settings, Map<String, String> environment) {
        try {
            return ServerDatabase.open(settings, environment);
        } catch (MigrationException e) {
            log.error("erp-server cannot start", e);
            Logs.close();
            System.err.println("erp-server cannot start: " + e.getMessage());
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    /** A server that cannot start ends with one sentence that says why, and exit code 1. */
    private static ErpServer start(Settings settings, ServerDatabase database) {
        try {
            return ErpServer.start(settings, database.login());
        } catch (RuntimeException e) {
            log.error("erp-server cannot start", e);
            database.close();
            Logs.close();
            System.err.println("erp-server cannot start: " + rootOf(e).getMessage());
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    /** What says by itself what to look at, else the first cause. */
    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (!(root instanceof CannotStart) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    static String usage() {
        StringBuilder text =
                new StringBuilder(
                        """
                        Usage: ./erp serve

                        Runs the ERP service until Ctrl-C or SIGTERM. Then /docs describes the API.
                        Settings, from the environment or the YAML file that ERP_CONFIG names
                        (ERP_HTTP_PORT is there http: {port: 8080}):
                        """);
        AppSettings.all().forEach(key -> text.append(line(key)));
        return text.append(
                        """

                        ERP_DATA_DIR is the folder of the embedded database (default .erp); ERP_LOG=text
                        writes lines for people instead of JSON, ERP_LOG_LEVEL says from which level on.
                        """)
                .toString();
    }

    private static String line(Key<?> key) {
        String fallback = key.fallback();
        return "  %-24s %s%n%27s%s; default %s%n"
                .formatted(
                        key.name(),
                        key.purpose(),
                        "",
                        key.rule(),
                        fallback == null || fallback.isEmpty() ? "none" : fallback);
    }
}
