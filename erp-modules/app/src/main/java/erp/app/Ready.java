package erp.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whether the server beside this process is ready: for engines whose health check is a command. */
final class Ready {
    private static final int PATIENCE = (int) Duration.ofSeconds(3).toMillis();

    private Ready() {}

    /** Why it is not, or that nobody listens; empty where it is. */
    static Optional<String> problem(Map<String, String> environment) {
        String port = environment.getOrDefault("ERP_MANAGEMENT_PORT", "8081");
        try {
            URI page = URI.create("http://127.0.0.1:" + port + "/health/ready");
            HttpURLConnection asked = (HttpURLConnection) page.toURL().openConnection();
            asked.setConnectTimeout(PATIENCE);
            asked.setReadTimeout(PATIENCE);
            int status = asked.getResponseCode();
            return status == HttpURLConnection.HTTP_OK
                    ? Optional.empty()
                    : Optional.of("not ready: it answers " + status);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("not ready: " + e.getMessage());
        }
    }
}
