package canary.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

class RouterMetricsTest {

    private final RouterMetrics metrics = new RouterMetrics(Clock.systemUTC());

    /** A rate does not see what a counter has when it appears. */
    @Test
    void failures_are_counted_from_zero_on_before_there_is_one() {
        metrics.answered("v1", "GET", "/orders/1", 200, 1);
        assertThat(metrics.scrape()).doesNotContain("version=\"v2\"");
        metrics.answered("v2", "GET", "/items/1", 200, 1);
        for (String version : List.of("v1", "v2")) {
            for (String route : List.of("/orders/{id}", "/items/{id}")) {
                for (int status : List.of(500, 502, 503, 504)) {
                    assertThat(failures(version, route, status)).isEqualTo("0.0");
                }
            }
        }
        metrics.answered("v2", "GET", "/orders/1", 503, 1);
        assertThat(failures("v2", "/orders/{id}", 503)).isEqualTo("1.0");
    }

    private String failures(String version, String route, int status) {
        String series =
                "http_requests_total{app=\"erp-system\",method=\"GET\",route=\"%s\",status=\"%d\",version=\"%s\"} "
                        .formatted(route, status, version);
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(series))
                .map(line -> line.substring(series.length()))
                .findFirst()
                .orElse("absent");
    }
}
