package canary.kubernetes.release;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the gateway's Envoy itself says it has sent to a version. */
final class EnvoyCounters implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;
    private final String namespace;

    EnvoyCounters(ClusterErp erp) {
        this.page =
                URI.create(
                        "http://%s:%d/stats?filter=upstream_rq_total&format=text"
                                .formatted(erp.gatewayAddress(), erp.statisticsPort()));
        this.namespace = erp.namespace();
    }

    /** Requests sent to a version's pods, ever. */
    long sentTo(String version) {
        Pattern line =
                Pattern.compile(
                        "cluster\\.outbound\\|80\\|%s\\|erp-system\\.%s\\.svc[^:]*\\.upstream_rq_total: (\\d+)"
                                .formatted(Pattern.quote(version), Pattern.quote(namespace)));
        long sum = 0;
        Matcher found = line.matcher(text());
        while (found.find()) {
            sum += Long.parseLong(found.group(1));
        }
        return sum;
    }

    private String text() {
        try {
            return http.send(
                            HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
