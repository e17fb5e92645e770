package erp.migrations;

import erp.migrations.embedded.EmbeddedDatabase;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The database that a command works on: the one that ERP_DB_URL, ERP_DB_USER and ERP_DB_PASSWORD
 * name, else the embedded one in ERP_DATA_DIR.
 */
final class CommandDatabase implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("jdbc:(mysql|mariadb)://[^/]+/\\w+(\\?.*)?");

    private final @Nullable DatabaseLogin given;
    private final @Nullable EmbeddedDatabase embedded;

    private CommandDatabase(@Nullable DatabaseLogin given, @Nullable EmbeddedDatabase embedded) {
        this.given = given;
        this.embedded = embedded;
    }

    /** Opens it; throws with every wrong setting at once. */
    static CommandDatabase open(Map<String, String> environment) {
        String url = environment.get("ERP_DB_URL");
        if (url != null && !url.isBlank()) {
            return new CommandDatabase(given(environment, url), null);
        }
        for (String name : List.of("ERP_DB_USER", "ERP_DB_PASSWORD")) {
            if (environment.containsKey(name)) {
                throw new MigrationException(
                        name + " is set but ERP_DB_URL is not: set both or none.");
            }
        }
        return new CommandDatabase(null, EmbeddedDatabase.open(dataDir(environment)));
    }

    static Path dataDir(Map<String, String> environment) {
        return Path.of(System.getProperty("erp.home", ""))
                .resolve(environment.getOrDefault("ERP_DATA_DIR", ".erp"));
    }

    /** The embedded schema that a command works on. */
    static String schema(Map<String, String> environment) {
        return environment.getOrDefault("ERP_DB_SCHEMA", "erp");
    }

    /** The one that is given, or the owner of an embedded schema, which is created when absent. */
    DatabaseLogin owner(String schema) {
        return embedded == null ? requireGiven() : embedded.schema(schema);
    }

    DatabaseLogin administrator(String schema) {
        return embedded == null ? requireGiven() : embedded.administrator(schema);
    }

    /** Embedded schemas that exist; empty when a database is given. */
    Optional<SortedSet<String>> schemas() {
        return embedded == null ? Optional.empty() : Optional.of(embedded.schemas());
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private DatabaseLogin requireGiven() {
        if (given == null) {
            throw new IllegalStateException("either given or embedded");
        }
        return given;
    }

    private static DatabaseLogin given(Map<String, String> environment, String url) {
        List<String> problems = new ArrayList<>();
        if (!URL.matcher(url).matches()) {
            problems.add(
                    "ERP_DB_URL must be jdbc:mysql://HOST[:PORT]/SCHEMA or"
                            + " jdbc:mariadb://HOST[:PORT]/SCHEMA");
        }
        String user = environment.getOrDefault("ERP_DB_USER", "");
        if (user.isBlank()) {
            problems.add("ERP_DB_USER is missing: the account that owns the schema");
        }
        String password = environment.get("ERP_DB_PASSWORD");
        if (password == null) {
            problems.add("ERP_DB_PASSWORD is missing: the password of ERP_DB_USER");
        }
        if (password == null || !problems.isEmpty()) {
            throw new MigrationException(String.join("\n", problems));
        }
        return new DatabaseLogin(url, user, password);
    }
}
