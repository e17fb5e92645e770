package canary.counters.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Usage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class UsagesTest {

    @Test
    void adds_up_the_pods_of_each_version() {
        List<Sample> one = page("v1", 50, 3);
        List<Sample> two = page("v1", 70, 5);
        List<Sample> three = page("v2", 90, 16);
        assertThat(Usages.of(List.of(one, two, three), Map.of("v1", 7.5)))
                .containsExactly(
                        new Usage("v1", 7.5, 120, 200, 8, 0, 32, 2),
                        new Usage("v2", 0, 90, 100, 16, 0, 16, 1));
    }

    @Test
    void a_page_that_names_another_version_in_passing_is_no_pod_of_it() {
        List<Sample> page = new ArrayList<>(page("v1", 50, 3));
        page.add(new Sample("erp_feedback_total", Map.of("version", "v2", "kind", "complaint"), 1));
        assertThat(Usages.of(List.of(page), Map.of("v2", 1.0)).getLast().pods()).isZero();
    }

    @Test
    void a_version_whose_pods_cannot_be_read_keeps_its_processor_time() {
        assertThat(Usages.of(List.of(), Map.of("v1", 7.5)))
                .containsExactly(new Usage("v1", 7.5, 0, 0, 0, 0, 0, 0));
    }

    private static List<Sample> page(String version, int alive, int active) {
        return PrometheusText.parse(
                """
                jvm_gc_live_data_size_bytes{app="erp-system",version="%1$s"} %2$d
                jvm_gc_max_data_size_bytes{app="erp-system",version="%1$s"} 1E2
                hikaricp_connections_active{app="erp-system",pool="erp",version="%1$s"} %3$d
                hikaricp_connections_max{app="erp-system",pool="erp",version="%1$s"} 16.0
                hikaricp_connections_pending{app="erp-system",pool="erp",version="%1$s"} NaN
                """
                        .formatted(version, alive, active));
    }
}
