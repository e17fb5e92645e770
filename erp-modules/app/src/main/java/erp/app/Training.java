package erp.app;

import erp.core.ops.Logs;
import erp.core.settings.Settings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of the server from which the JVM learns what a start needs, for the launcher's AOT cache:
 * it starts on a new embedded database in {@code ERP_DATA_DIR}, answers a few requests and ends.
 */
public final class Training {
    private static final String SECRET = "training-only-secret";

    private Training() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(
                Map.of(
                        "ERP_HTTP_PORT", "0",
                        "ERP_MANAGEMENT_PORT", "0",
                        "ERP_ADMIN_USER", "trainer",
                        "ERP_ADMIN_PASSWORD", SECRET));
        Settings settings = Settings.read(AppSettings.all(), environment);
        Logs.bridge();
        try (ServerDatabase database = ServerDatabase.open(settings, environment);
                ErpServer server = ErpServer.start(settings, database.login());
                HttpClient client = HttpClient.newHttpClient()) {
            URI base = URI.create("http://127.0.0.1:" + server.port());
            String login =
                    send(
                            client,
                            base,
                            "",
                            "/api/v1/users/login",
                            "{\"username\":\"trainer\",\"password\":\"" + SECRET + "\"}");
            String token = login.replaceFirst("(?s).*\"accessToken\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            send(client, base, token, "/api/v1/finance/chart/default", "{}");
            for (String path :
                    List.of(
                            "/api/v1/sales/orders",
                            "/api/v1/inventory/items",
                            "/api/v1/finance/open-items",
                            "/openapi.json")) {
                send(client, base, token, path, null);
            }
            send(client, base, token, "/api/v1/sales/orders", "{}");
            URI management = URI.create("http://127.0.0.1:" + server.managementPort());
            send(client, management, "", "/health/ready", null);
            send(client, management, "", "/metrics", null);
        }
        Logs.close();
    }

    private static String send(
            HttpClient client,
            URI base,
            String token,
            String path,
            @org.jspecify.annotations.Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", path);
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
