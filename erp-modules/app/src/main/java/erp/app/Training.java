package erp.app;

import erp.core.ops.Logs;
import erp.core.settings.Settings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;

/**
 * A run of the server from which the JVM learns what a start needs and what gets hot, for the
 * launcher's AOT cache: it starts on a new embedded database in {@code ERP_DATA_DIR}, does some
 * business and ends. A new copy beside warm ones is then slow for fewer requests.
 */
public final class Training {
    private static final String USER = "trainer";
    private static final String SECRET = "training-only-secret";
    private static final int FLOWS = 150;

    private Training() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(
                Map.of(
                        "ERP_HTTP_PORT",
                        "0",
                        "ERP_MANAGEMENT_PORT",
                        "0",
                        "ERP_ADMIN_USER",
                        USER,
                        "ERP_ADMIN_PASSWORD",
                        SECRET));
        Settings settings = Settings.read(AppSettings.all(), environment);
        Logs.bridge();
        try (ServerDatabase database = ServerDatabase.open(settings, environment);
                ErpServer server = ErpServer.start(settings, database.login());
                HttpClient client = HttpClient.newHttpClient()) {
            TrainingFlows flows =
                    new TrainingFlows(client, URI.create("http://127.0.0.1:" + server.port()));
            flows.signIn(USER, SECRET);
            flows.open();
            for (int i = 0; i < FLOWS; i++) {
                flows.orderToCash();
            }
            flows.get("/openapi.json");
            URI management = URI.create("http://127.0.0.1:" + server.managementPort());
            flows.look(management, "/health/ready");
            flows.look(management, "/metrics");
        }
        Logs.close();
    }
}
