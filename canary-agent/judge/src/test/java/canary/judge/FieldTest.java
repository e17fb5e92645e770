package canary.judge;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.PodState;
import canary.counters.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/** What users of release tools report from the field, line by line. */
class FieldTest {
    private static final String ORDERS = "/api/v1/sales/orders";
    private static final String STOCK = "/api/v1/inventory/stock";
    private static final int MINUTE = 4;

    private final Recorded recorded = new Recorded();

    /** Both versions as they should be, at 5 %. */
    private void usual(int lines) {
        for (int i = 0; i < lines; i++) {
            recorded.add("v1", ORDERS, 140, i % 3 == 0 ? 1 : 0).add("v2", ORDERS, 8, 0);
            recorded.add("v1", STOCK, 140, 0).add("v2", STOCK, 7, 0).line();
        }
    }

    @Test
    void a_canary_that_refuses_everybody_is_found_within_half_a_minute() {
        usual(1);
        for (int i = 0; i < 2; i++) {
            recorded.add("v1", ORDERS, 140, 0).refuse("v2", ORDERS, 8);
            recorded.add("v1", STOCK, 140, 0).refuse("v2", STOCK, 7).line();
        }
        RefusalJudge refusals = recorded.judge().refusals();
        assertThat(refusals.rejects()).isTrue();
        assertThat(refusals.telling()).isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void versions_that_refuse_alike_are_not_blamed() {
        usual(1);
        for (int i = 0; i < 400; i++) {
            recorded.refuse("v1", ORDERS, 19).refuse("v2", ORDERS, 1).line();
        }
        assertThat(recorded.judge().refusals().rejects()).isFalse();
    }

    @Test
    void a_request_that_finds_no_route_counts_against_all_requests() {
        usual(1);
        for (int i = 0; i < 3 * MINUTE; i++) {
            recorded.refuse("v2", "none", 7);
            usual(1);
        }
        RefusalJudge refusals = recorded.judge().refusals();
        assertThat(refusals.rejects()).isTrue();
        assertThat(recorded.judge().routes().name(refusals.strongest().number())).contains("none");
    }

    @Test
    void a_new_route_that_refuses_each_of_ten_requests_is_broken_and_one_that_takes_some_is_not() {
        usual(1);
        for (int i = 0; i < 9; i++) {
            recorded.refuse("v2", "/api/v1/sales/new", 1).refuse("v2", "/api/v1/sales/search", 1);
            usual(1);
        }
        assertThat(recorded.judge().refusals().answer()).isEqualTo(Answer.HEALTHY);
        recorded.refuse("v2", "/api/v1/sales/new", 1).add("v2", "/api/v1/sales/search", 1, 0);
        usual(1);
        RefusalJudge refusals = recorded.judge().refusals();
        assertThat(refusals.answer()).isEqualTo(Answer.HARMFUL);
        assertThat(recorded.judge().routes().name(refusals.refusedToAll().orElseThrow()))
                .isEqualTo("GET /api/v1/sales/new");
    }

    @Test
    void a_new_route_that_always_fails_is_found_by_its_name() {
        usual(20);
        for (int i = 0; i < 8; i++) {
            recorded.add("v2", "/api/v1/sales/new", 1, 1);
            usual(1);
        }
        ErrorJudge errors = recorded.judge().errors();
        assertThat(errors.rejects()).isTrue();
        assertThat(recorded.judge().routes().name(errors.strongest().number()))
                .isEqualTo("GET /api/v1/sales/new");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, true"})
    void versions_without_a_common_route_are_compared_as_wholes(int failing, boolean isHarm) {
        for (int i = 0; i < 5 * MINUTE; i++) {
            recorded.add("v1", ORDERS, 140, i % 3 == 0 ? 1 : 0);
            recorded.add("v2", "/api/v1/sales/renamed", 8, failing);
            recorded.add("v1", STOCK, 140, 0).add("v2", "/api/v1/goods/renamed", 7, 0).line();
        }
        assertThat(recorded.judge().counterparts().isRenamed()).isTrue();
        assertThat(recorded.judge().errors().rejects()).isEqualTo(isHarm);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "11, true"})
    void at_all_users_the_canary_is_compared_with_what_stable_did_before(
            int failing, boolean isHarm) {
        usual(60);
        recorded.weight(100);
        for (int i = 0; i < 3 * MINUTE; i++) {
            recorded.add("v2", ORDERS, 150, failing).add("v2", STOCK, 150, 0).line();
        }
        assertThat(recorded.judge().errors().rejects()).isEqualTo(isHarm);
    }

    @Test
    void a_long_clean_past_does_not_hide_refusals_that_come_late() {
        for (int i = 0; i < 200 * MINUTE; i++) {
            recorded.refuse("v1", ORDERS, i % 5 == 0 ? 1 : 0)
                    .refuse("v2", ORDERS, i % 100 == 0 ? 1 : 0);
            usual(1);
        }
        recorded.weight(100).line();
        int lines = 0;
        while (!recorded.judge().refusals().rejects()) {
            recorded.add("v2", STOCK, 250, 0).refuse("v2", ORDERS, 40).line();
            assertThat(++lines).isLessThanOrEqualTo(MINUTE);
        }
    }

    @Test
    void a_long_clean_past_does_not_hide_errors_where_stable_keeps_a_small_share() {
        usual(200 * MINUTE);
        recorded.weight(95).line();
        int lines = 0;
        while (!recorded.judge().errors().rejects()) {
            recorded.add("v1", ORDERS, 15, lines % 10 == 0 ? 1 : 0)
                    .add("v2", ORDERS, 285, 11)
                    .line();
            assertThat(++lines).isLessThanOrEqualTo(10 * MINUTE);
        }
    }

    @Test
    void renamed_routes_are_compared_with_what_stable_did_before_too() {
        for (int i = 0; i < 60; i++) {
            recorded.slow("v1", ORDERS, 280, 28);
            recorded.slow("v2", "/api/v1/sales/renamed", 15, i % 2 + 1).line();
        }
        recorded.weight(100);
        for (int i = 0; i < MINUTE; i++) {
            recorded.slow("v2", "/api/v1/sales/renamed", 150, 90).line();
        }
        assertThat(recorded.judge().latency().rejects()).isTrue();
    }

    @Test
    void pods_that_have_waited_for_their_first_users_are_cold_for_them() {
        recorded.pods(new PodState("v2", true, 0, "a", Recorded.START.minusSeconds(600), null));
        recorded.weight(0).add("v2", ORDERS, 1, 0).add("v1", ORDERS, 100, 0).line().line();
        recorded.weight(5);
        for (int i = 0; i < MINUTE; i++) {
            recorded.slow("v1", ORDERS, 190, 0).slow("v2", ORDERS, 10, 10).line();
        }
        assertThat(recorded.judge().latency().compared().canary().timed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"16, false", "60, true"})
    void and_so_are_its_times(int slow, boolean isHarm) {
        for (int i = 0; i < 60; i++) {
            recorded.slow("v1", ORDERS, 280, 28).slow("v2", ORDERS, 15, i % 2 + 1).line();
        }
        recorded.weight(100);
        for (int i = 0; i < 3 * MINUTE; i++) {
            recorded.slow("v2", ORDERS, 150, slow).line();
        }
        assertThat(recorded.judge().latency().rejects()).isEqualTo(isHarm);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowness_of_new_pods_is_blamed_only_where_it_lasts(boolean isLasting) {
        Instant began = Recorded.START;
        recorded.pods(
                new PodState("v1", true, 0, "a", began.minusSeconds(90_000), null),
                new PodState("v2", true, 0, "b", began, null));
        for (int i = 0; i < 15 * MINUTE; i++) {
            int slow = isLasting ? 30 : Math.max(5, 50 - 2 * i);
            recorded.slow("v1", ORDERS, 950, 95).slow("v2", ORDERS, 50, slow).line();
            boolean isNew = i < 7 * MINUTE;
            assertThat(isNew && recorded.hasJudge() && recorded.judge().latency().rejects())
                    .as("line %d", i)
                    .isFalse();
        }
        assertThat(recorded.judge().latency().rejects()).isEqualTo(isLasting);
    }

    @Test
    void times_of_the_first_minute_of_a_pod_are_not_compared() {
        usual(MINUTE);
        recorded.pods(new PodState("v2", true, 0, "a", Recorded.START.plusSeconds(60), null));
        for (int i = 0; i < MINUTE; i++) {
            recorded.slow("v1", ORDERS, 190, 0).slow("v2", ORDERS, 10, 10).line();
        }
        assertThat(recorded.judge().latency().isWatched()).isFalse();
        assertThat(recorded.judge().latency().stage().canary().slower(0)).isEqualTo(40);
        assertThat(recorded.judge().latency().compared().canary().slower(0)).isZero();
    }

    @Test
    void a_version_that_rests_is_waited_for_before_the_split_is_judged() {
        usual(1);
        for (int i = 0; i < 3; i++) {
            recorded.add("v1", ORDERS, 285, 0).line();
        }
        assertThat(recorded.judge().split().counted()).isLessThanOrEqualTo(300);
        recorded.add("v1", ORDERS, 285, 0).add("v2", ORDERS, 60, 0).line();
        assertThat(recorded.judge().split().counted()).isEqualTo(4 * 285 + 60);
        assertThat(recorded.judge().split().answer()).isEqualTo(Answer.HEALTHY);
    }
}
