package canary.counters.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.Series;
import canary.counters.UserMinutes;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class CountersTest {

    private final Counters counters = new Counters();

    @Test
    void counts_answers_by_status_and_bucket() {
        counters.add(
                "pod",
                PrometheusText.parse(
                        """
                        http_requests_total{version="v2",method="GET",route="/a",status="200"} 7
                        http_requests_total{version="v2",method="GET",route="/a",status="404"} 2
                        http_requests_total{version="v2",method="GET",route="/a",status="503"} 1
                        http_request_duration_seconds_bucket{version="v2",method="GET",route="/a",le="0.1"} 6
                        http_request_duration_seconds_bucket{version="v2",method="GET",route="/a",le="+Inf"} 10
                        http_requests_total{method="GET",route="/unlabelled",status="200"} 99
                        http_requests_total{version="v2",method="GET",route="/a",status="201"} NaN
                        other_total{version="v2"} 5
                        """));
        assertThat(counters.series())
                .containsExactly(
                        new Series(
                                "v2",
                                "GET",
                                "/a",
                                10,
                                1,
                                Map.of("0.1", 6L, "+Inf", 10L),
                                Map.of("404", 2L)));
    }

    @Test
    void a_restart_of_one_pod_neither_loses_nor_invents() {
        counters.add("a", requests(100));
        counters.add("b", requests(1000));
        counters.add("a", requests(7));
        counters.add("b", requests(1010));
        assertThat(requests()).isEqualTo(1117);
    }

    @Test
    void a_restart_that_has_overtaken_the_old_count_is_seen_by_its_start_time() {
        counters.add("a", page(50, 1000));
        counters.add("a", page(60, 2000));
        assertThat(requests()).isEqualTo(110);
    }

    @Test
    void a_series_that_is_absent_for_once_is_not_counted_twice() {
        counters.add("a", requests(100));
        counters.add("a", List.of());
        counters.add("a", requests(101));
        assertThat(requests()).isEqualTo(101);
    }

    @Test
    void goes_on_from_its_state() {
        counters.add("a", requests(100));
        Counters other = new Counters(counters.state());
        other.add("a", requests(103));
        assertThat(other.series().getFirst().requests()).isEqualTo(103);
    }

    @Test
    void counts_exactly_over_any_history_of_restarts() {
        for (long seed = 0; seed < 500; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Counters any = new Counters();
            long truth = 0;
            long[] pods = new long[3];
            long[] started = {1, 1, 1};
            for (int tick = 0; tick < 60; tick++) {
                int pod = random.nextInt(3);
                if (random.nextInt(8) == 0) {
                    pods[pod] = 0;
                    started[pod] = tick + 2;
                }
                int more = random.nextInt(50);
                pods[pod] += more;
                truth += more;
                any.add("pod" + pod, page(pods[pod], started[pod]));
                any = random.nextInt(10) == 0 ? new Counters(any.state()) : any;
            }
            assertThat(any.series().getFirst().requests()).as("seed %d", seed).isEqualTo(truth);
        }
    }

    @Test
    void counts_what_an_erp_says_beside_requests() {
        counters.add(
                "pod",
                PrometheusText.parse(
                        """
                        db_query_duration_seconds_bucket{app="erp-system",version="v2",le="0.005"} 30
                        db_query_duration_seconds_bucket{app="erp-system",version="v2",le="+Inf"} 37
                        db_query_duration_seconds_count{app="erp-system",version="v2"} 37
                        erp_db_retries_total{app="erp-system",version="v2"} 2.0
                        erp_user_minutes_total{app="erp-system",outcome="bad",version="v2"} 1.0
                        erp_user_minutes_total{app="erp-system",outcome="good",version="v2"} 4.0
                        erp_feedback_total{app="erp-system",kind="complaint",version="v2"} 3.0
                        erp_feedback_total{app="erp-system",kind="praise",version="v2"} 0.0
                        hikaricp_connections_acquire_seconds_count{app="erp-system",pool="erp",version="v2"} 8
                        hikaricp_connections_acquire_seconds_sum{app="erp-system",pool="erp",version="v2"} 3.5E-4
                        hikaricp_connections_timeout_total{app="erp-system",pool="erp",version="v2"} 1.0
                        process_cpu_time_ns_total{app="erp-system",version="v2"} 6.5E9
                        """));
        assertThat(counters.series()).isEmpty();
        assertThat(counters.totals())
                .isEqualTo(
                        new AuxiliaryTotals(
                                List.of(new UserMinutes("v2", 4, 1)),
                                List.of(
                                        new DatabaseUse(
                                                "v2",
                                                37,
                                                Map.of("0.005", 30L, "+Inf", 37L),
                                                8,
                                                3.5e-4,
                                                1,
                                                2)),
                                List.of(
                                        new Feedback("v2", "complaint", 3),
                                        new Feedback("v2", "praise", 0)),
                                Map.of("v2", 6.5),
                                List.of()));
    }

    @Test
    void what_came_of_the_work_is_counted_by_kind_and_by_route_over_restarts() {
        counters.add("a", work(3, 99.5, 40, 900));
        counters.add("a", work(4, 100, 41, 1000));
        Counters other = new Counters(counters.state());
        other.add("a", work(1, 0.25, 1, 10)); // its process began anew
        other.add("b", work(2, 1, 2, 20));
        assertThat(other.totals().business())
                .containsExactly(
                        new BusinessCount("v2", Measure.DOCUMENTS, "sales order", 7),
                        new BusinessCount("v2", Measure.AMOUNT, "sales order", 101.25),
                        new BusinessCount("v2", Measure.ROWS, "GET /api/v1/sales/orders", 44),
                        new BusinessCount("v2", Measure.BYTES, "GET /api/v1/sales/orders", 1030),
                        new BusinessCount("v2", Measure.DOCUMENTS, "finance payment", 0));
    }

    private static List<Sample> work(int documents, double amount, int rows, int bytes) {
        return PrometheusText.parse(
                """
                erp_documents_posted_total{kind="order",module="sales",version="v2"} %d
                erp_documents_amount_total{kind="order",module="sales",version="v2"} %s
                erp_rows_returned_total{method="GET",route="/api/v1/sales/orders",version="v2"} %d
                http_response_bytes_total{method="GET",route="/api/v1/sales/orders",version="v2"} %d
                erp_documents_posted_total{kind="payment",module="finance",version="v2"} 0
                """
                        .formatted(documents, amount, rows, bytes));
    }

    @Test
    void minutes_that_are_bad_again_are_told_beside_the_bad_ones_of_which_they_are_a_part() {
        String page =
                """
                erp_user_minutes_total{outcome="good",version="v2"} 40
                erp_user_minutes_total{outcome="bad",version="v2"} 9
                erp_user_minutes_total{outcome="unheard of",version="v2"} 3
                erp_user_minutes_again_total{version="v2"} 4
                """;
        counters.add("a", PrometheusText.parse(page));
        assertThat(counters.totals().users()).containsExactly(new UserMinutes("v2", 40, 9, 4L));
        Counters other = new Counters(counters.state());
        other.add("b", PrometheusText.parse(page));
        assertThat(other.totals().users()).containsExactly(new UserMinutes("v2", 80, 18, 8L));
    }

    @Test
    void nobody_says_of_a_version_without_such_a_series_who_failed_again() {
        counters.add(
                "a",
                PrometheusText.parse(
                        "erp_user_minutes_total{outcome=\"bad\",version=\"v1\"} 9\n"
                                + "erp_user_minutes_again_total{version=\"v2\"} 0"));
        assertThat(counters.totals().users())
                .containsExactly(
                        new UserMinutes("v1", 0, 9, null), new UserMinutes("v2", 0, 0, 0L));
    }

    @Test
    void a_restart_neither_loses_nor_invents_users_and_complaints() {
        counters.add("a", minutes(10, 3));
        Counters other = new Counters(counters.state());
        other.add("a", minutes(2, 1));
        other.add("b", minutes(5, 0));
        assertThat(other.totals().users()).containsExactly(new UserMinutes("v2", 17, 0));
        assertThat(other.totals().feedback()).containsExactly(new Feedback("v2", "complaint", 4));
    }

    private static List<Sample> minutes(long good, long complaints) {
        return List.of(
                new Sample(
                        "erp_user_minutes_total", Map.of("version", "v2", "outcome", "good"), good),
                new Sample(
                        "erp_feedback_total",
                        Map.of("version", "v2", "kind", "complaint"),
                        complaints));
    }

    private long requests() {
        return counters.series().getFirst().requests();
    }

    private static List<Sample> requests(long count) {
        return PrometheusText.parse(
                "http_requests_total{version=\"v2\",method=\"GET\",route=\"/a\",status=\"200\"} "
                        + count);
    }

    private static List<Sample> page(long count, long startedAt) {
        List<Sample> page = new ArrayList<>(requests(count));
        page.add(new Sample("process_start_time_seconds", Map.of(), startedAt));
        return page;
    }
}
