package erp.core.settings;

import java.time.Duration;
import java.util.List;

/** The settings that every server has. */
public final class ServerSettings {
    public static final Key<String> VERSION =
            Key.text("ERP_VERSION", "dev")
                    .is("of this release; stands in answers, history, metrics and logs");

    /** For who must run it in spite of the verdict; it does no jobs then. */
    public static final Key<Boolean> START_REJECTED =
            Key.flag("ERP_START_REJECTED", false)
                    .is("starts although its version was rejected; does no jobs then");

    public static final Key<String> ENV =
            Key.text("ERP_ENV", "development")
                    .is("where it runs; in production ERP_SECRET must be set");

    /** Empty: the embedded database. */
    public static final Key<String> DB_URL =
            Key.text("ERP_DB_URL", "")
                    .is(
                            "jdbc:mysql://... or jdbc:mariadb://...; left out, the embedded"
                                    + " database in ERP_DATA_DIR (.erp)");

    public static final Key<String> DB_USER =
            Key.text("ERP_DB_USER", "").is("account of the application at that database");
    public static final Key<String> DB_PASSWORD =
            Key.secret("ERP_DB_PASSWORD", "").is("its password");
    public static final Key<Integer> DB_CONNECTIONS =
            Key.number("ERP_DB_CONNECTIONS", 16, 2, 500).is("connections to the database at most");

    /** What runs away must not keep locks and processors from the other version. */
    public static final Key<Duration> DB_STATEMENT_LIMIT =
            Key.duration(
                            "ERP_DB_STATEMENT_LIMIT",
                            "25s",
                            Duration.ofSeconds(1),
                            Duration.ofMinutes(10))
                    .is("after this the database ends a statement");

    /** All of the machine. */
    public static final Key<String> HTTP_ADDRESS =
            Key.address("ERP_HTTP_ADDRESS", "0.0.0.0").is("address that the API listens on");

    public static final Key<Integer> HTTP_PORT =
            Key.number("ERP_HTTP_PORT", 8080, 0, 65_535)
                    .is("port of the API and of /docs; 0 takes a free one");

    /** Whoever reaches it may read metrics and health without a token. */
    public static final Key<String> MANAGEMENT_ADDRESS =
            Key.address("ERP_MANAGEMENT_ADDRESS", "127.0.0.1")
                    .is("address of metrics and health: who reaches it needs no token");

    public static final Key<Integer> MANAGEMENT_PORT =
            Key.number("ERP_MANAGEMENT_PORT", 8081, 0, 65_535)
                    .is("port of metrics and health; 0 takes a free one");

    /** How long requests in flight may take when the process is told to end. */
    public static final Key<Duration> DRAIN =
            Key.duration("ERP_DRAIN", "10s", Duration.ZERO, Duration.ofMinutes(2))
                    .is("how long requests in flight may take when it is told to end");

    private ServerSettings() {}

    public static List<Key<?>> all() {
        return List.of(
                VERSION,
                START_REJECTED,
                ENV,
                DB_URL,
                DB_USER,
                DB_PASSWORD,
                DB_CONNECTIONS,
                DB_STATEMENT_LIMIT,
                HTTP_ADDRESS,
                HTTP_PORT,
                MANAGEMENT_ADDRESS,
                MANAGEMENT_PORT,
                DRAIN);
    }
}
