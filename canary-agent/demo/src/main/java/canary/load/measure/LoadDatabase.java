package canary.load.measure;

import canary.programs.Ports;

import erp.migrations.schema.Migrator;
import erp.migrations.sql.DatabaseLogin;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The database under load: a real MySQL of our own, or one that is given. */
final class LoadDatabase implements AutoCloseable {

    private static final String SCHEMA = "erp_load";
    private static final String PASSWORD = "load-only-on-loopback";

    private final DatabaseLogin login;
    private final OptionalLong pid;
    private final @Nullable List<String> stop;

    private LoadDatabase(DatabaseLogin login, OptionalLong pid, @Nullable List<String> stop) {
        this.login = login;
        this.pid = pid;
        this.stop = stop;
    }

    /** Uses {@code ERP_DB_URL} where it is set, else starts a MySQL. */
    static LoadDatabase open(Path home, Map<String, String> environment) {
        String url = environment.get("ERP_DB_URL");
        if (url != null) {
            String user = environment.getOrDefault("ERP_DB_USER", "");
            String password = environment.getOrDefault("ERP_DB_PASSWORD", "");
            return new LoadDatabase(
                    new DatabaseLogin(url, user, password), OptionalLong.empty(), null);
        }
        String script = home.resolve("ops/bin/real-mysql").toString();
        int port = Ports.free();
        try {
            Path folder = Files.createTempDirectory("erp-load-");
            List<String> stop =
                    List.of(
                            script,
                            "wipe",
                            Integer.toString(port),
                            folder.resolve("data").toString());
            List<String> start = new ArrayList<>(stop);
            start.set(1, "start");
            run(start);
            Path pidFile = folder.resolve("data").resolve("mysqld.pid");
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            String address =
                    "jdbc:mysql://127.0.0.1:%d/%s?allowPublicKeyRetrieval=true&sslMode=DISABLED"
                            .formatted(port, SCHEMA);
            return new LoadDatabase(
                    new DatabaseLogin(address, "erp", PASSWORD), OptionalLong.of(pid), stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatabaseLogin login() {
        return login;
    }

    /** The server's process, where it is ours. */
    OptionalLong pid() {
        return pid;
    }

    void migrate() {
        new Migrator(login.dataSource()).migrate();
    }

    @Override
    public void close() {
        if (stop != null) {
            run(stop);
            try {
                Path folder = Path.of(stop.getLast()).getParent();
                if (folder != null) {
                    Files.deleteIfExists(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .putAll(
                        Map.of(
                                "MYSQL_DATABASE", SCHEMA,
                                "MYSQL_USER", "erp",
                                "MYSQL_PASSWORD", PASSWORD));
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
