package erp.app;

import erp.core.settings.Settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a command beside a new embedded database in {@code ERP_DATA_DIR}, which {@code ERP_DB_URL}
 * and its like name to it: {@link Training} in the image, whose class path has no such database.
 */
public final class TrainingDatabaseMain {
    private TrainingDatabaseMain() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        if (command.length == 0) {
            System.err.println("Usage: TrainingDatabaseMain COMMAND [ARGUMENT...]");
            System.exit(2);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        Settings settings = Settings.read(AppSettings.all(), environment);
        int code;
        try (ServerDatabase database = ServerDatabase.open(settings, environment)) {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).inheritIO();
            builder.environment().remove("ERP_DATA_DIR");
            builder.environment()
                    .putAll(
                            Map.of(
                                    "ERP_DB_URL",
                                    database.login().url(),
                                    "ERP_DB_USER",
                                    database.login().user(),
                                    "ERP_DB_PASSWORD",
                                    database.login().password()));
            code = builder.start().waitFor();
        }
        System.exit(code);
    }
}
