package canary.programs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server whether it is ready, as a Kubernetes probe does. */
public final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    /**
     * Whether it has started up, and is ready: Kubernetes, too, asks for the second after the
     * first.
     */
    public boolean isReady(URI management) throws InterruptedException {
        return isOk(management.resolve("/health/startup"))
                && isOk(management.resolve("/health/ready"));
    }

    private boolean isOk(URI probe) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(probe).timeout(LIMIT).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        }
    }
}
