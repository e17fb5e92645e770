package canary.kubernetes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Series;
import canary.counters.scrape.Counters;
import canary.counters.scrape.PrometheusText;
import canary.counters.scrape.Sample;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

class EnvoySeriesTest {

    /**
     * Of a stock Envoy 1.40 that istiod 1.30 configures: 40 requests to / at even weights and 6 to
     * what fails.
     */
    private static List<Sample> page() throws IOException {
        try (InputStream page =
                Objects.requireNonNull(
                        EnvoySeriesTest.class.getResourceAsStream(
                                "/kubernetes/envoy-1.40-stats.txt"))) {
            return PrometheusText.parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Series> counted(List<Sample> page) {
        Counters counters = new Counters();
        counters.add("gateway", page);
        return counters.series().stream()
                .collect(Collectors.toMap(Series::version, series -> series));
    }

    @Test
    void counts_each_request_of_a_stock_envoy_once() throws IOException {
        Map<String, Series> series =
                counted(new EnvoySeries("erp-system", "b1").translated(page()));
        assertThat(series).containsOnlyKeys("v1", "v2");
        assertThat(series.get("v1").requests()).isEqualTo(21);
        assertThat(series.get("v1").errors()).isEqualTo(2);
        assertThat(series.get("v2").requests()).isEqualTo(25);
        assertThat(series.get("v2").errors()).isEqualTo(4);
    }

    @Test
    void edges_are_seconds() throws IOException {
        List<Sample> translated = new EnvoySeries("erp-system", "b1").translated(page());
        assertThat(translated)
                .filteredOn(it -> it.name().endsWith("_bucket"))
                .extracting(it -> it.label("le"))
                .contains("0.0005", "0.001", "0.025", "1.0", "2.5", "+Inf")
                .doesNotContain("1000", "25");
    }

    @Test
    void other_services_and_namespaces_are_nobodys_business_here() throws IOException {
        assertThat(new EnvoySeries("erp", "b1").translated(page())).isEmpty();
        assertThat(new EnvoySeries("erp-system", "b").translated(page())).isEmpty();
        assertThat(new EnvoySeries("erp-system", "b1-other").translated(page())).isEmpty();
    }

    /** As Istio's own bootstrap names them. */
    @Test
    void understands_clusters_whose_name_is_kept_whole() {
        List<Sample> page =
                PrometheusText.parse(
                        """
                        envoy_cluster_upstream_rq{response_code="200",cluster_name="outbound|80|v2|erp-system.erp;"} 7
                        envoy_cluster_upstream_rq_xx{response_code_class="2",@v2@} 7
                        envoy_cluster_internal_upstream_rq{response_code="200",@v2@} 7
                        envoy_cluster_upstream_rq{response_code="200",cluster_name="outbound|80|v2|erp-system.other;"} 9
                        envoy_cluster_upstream_rq{response_code="200",cluster_name="outbound|8081|v2|erp-system.erp;"} 9
                        envoy_cluster_upstream_rq{response_code="200",cluster_name="outbound|80||erp-system.erp;"} 9
                        """
                                .replace(
                                        "@v2@", "cluster_name=\"outbound|80|v2|erp-system.erp;\""));
        Map<String, Series> series = counted(new EnvoySeries("erp-system", "erp").translated(page));
        assertThat(series).containsOnlyKeys("v2");
        assertThat(series.get("v2").requests()).isEqualTo(7);
    }

    @Test
    void understands_a_service_for_each_version() {
        List<Sample> page =
                PrometheusText.parse(
                        """
                        envoy_cluster_upstream_rq{response_code="503",cluster_name="outbound|80||erp-system-v2.erp;"} 3
                        """);
        assertThat(
                        counted(new EnvoySeries("erp-system", "erp").translated(page))
                                .get("v2")
                                .errors())
                .isEqualTo(3);
    }

    @Test
    void istios_own_metrics_of_this_service_are_taken_alone_where_there_are_some() {
        String service = "destination_service_namespace=\"erp\",destination_service_name=";
        String version = "destination_version=\"v2\",response_code=\"200\"";
        List<Sample> page =
                PrometheusText.parse(
                        """
                        istio_requests_total{reporter="source",@service@"erp-system",@version@} 5
                        istio_requests_total{reporter="destination",@service@"erp-system",@version@} 50
                        istio_requests_total{reporter="source",@service@"shop",@version@} 500
                        envoy_cluster_upstream_rq{response_code="200",cluster_name="outbound|80|v2|erp-system.erp;"} 5
                        """
                                .replace("@service@", service)
                                .replace("@version@", version));
        assertThat(
                        counted(new EnvoySeries("erp-system", "erp").translated(page))
                                .get("v2")
                                .requests())
                .isEqualTo(5);
    }
}
