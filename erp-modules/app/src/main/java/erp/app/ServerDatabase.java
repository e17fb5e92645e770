package erp.app;

import erp.core.settings.ServerSettings;
import erp.core.settings.Settings;
import erp.migrations.embedded.EmbeddedDatabase;
import erp.migrations.schema.Migrator;
import erp.migrations.sql.DatabaseLogin;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where the server's data is: the database that is configured, or the embedded one, migrated on the
 * way.
 */
final class ServerDatabase implements AutoCloseable {
    private static final String SCHEMA = "erp";

    private final DatabaseLogin login;
    private final @Nullable EmbeddedDatabase embedded;

    private ServerDatabase(DatabaseLogin login, @Nullable EmbeddedDatabase embedded) {
        this.login = login;
        this.embedded = embedded;
    }

    /**
     * A database by URL is used as it is: its schema is migrated by {@code db migrate}, under an
     * account of its own.
     */
    static ServerDatabase open(Settings settings, Map<String, String> environment) {
        String url = settings.get(ServerSettings.DB_URL);
        if (!url.isEmpty()) {
            return new ServerDatabase(
                    new DatabaseLogin(
                            url,
                            settings.get(ServerSettings.DB_USER),
                            settings.get(ServerSettings.DB_PASSWORD)),
                    null);
        }
        String folder = environment.getOrDefault("ERP_DATA_DIR", home().resolve(".erp").toString());
        EmbeddedDatabase embedded = EmbeddedDatabase.open(Path.of(folder));
        DatabaseLogin owner = embedded.schema(SCHEMA);
        new Migrator(owner.dataSource()).migrate();
        return new ServerDatabase(
                embedded.createAccount(
                        SCHEMA,
                        "erp_server",
                        owner.password(),
                        settings.get(ServerSettings.DB_CONNECTIONS) + 2),
                embedded);
    }

    /**
     * Starts the embedded database again whenever it ends; another one is somebody else's care.
     *
     * @param hopeless told in a sentence when that cannot be done
     */
    void keepRunning(Consumer<String> hopeless) {
        if (embedded != null) {
            embedded.keepRunning(hopeless);
        }
    }

    DatabaseLogin login() {
        return login;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("erp.home", ""));
    }
}
