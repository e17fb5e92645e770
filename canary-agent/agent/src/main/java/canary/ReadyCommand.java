package canary;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * {@code ready}: whether the agent that serves beside this process is ready, for engines whose
 * health check is a command.
 */
final class ReadyCommand {

    private static final int PATIENCE = (int) Duration.ofSeconds(3).toMillis();

    private ReadyCommand() {}

    /** The process' exit code: 0 where it is ready, 1 where not or nobody listens. */
    static int run(Map<String, String> environment) {
        String port = environment.getOrDefault("ERP_AGENT_PORT", "8090");
        try {
            URI page = URI.create("http://127.0.0.1:" + port + "/health/ready");
            HttpURLConnection asked = (HttpURLConnection) page.toURL().openConnection();
            asked.setConnectTimeout(PATIENCE);
            asked.setReadTimeout(PATIENCE);
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK ? 0 : 1;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("not ready: " + e.getMessage());
            return 1;
        }
    }
}
