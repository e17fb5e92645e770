package canary.judge;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.PodState;
import canary.stats.Counts;

import org.junit.jupiter.api.Test;

import java.util.Random;

class SnapshotFeedTest {
    private static final String ORDERS = "/api/v1/sales/orders";
    private static final String STOCK = "/api/v1/inventory/stock";

    private final Recorded recorded = new Recorded();

    /** A line in which both versions have counted as 5 % asks for. */
    private Recorded usual() {
        for (String route : new String[] {ORDERS, STOCK}) {
            recorded.add("v1", route, 190, 0).add("v2", route, 10, 0);
        }
        return recorded;
    }

    private Counts canary() {
        return recorded.judge().errors().byRoute().all().canary();
    }

    private Counts stable() {
        return recorded.judge().errors().byRoute().all().stable();
    }

    @Test
    void a_scrape_that_fails_is_made_up_for_by_the_next() {
        usual().line();
        for (int i = 0; i < 40; i++) {
            usual();
            recorded.hide(i % 3 == 0 ? "v2" : "").line().show("v2");
        }
        usual().line();
        assertThat(canary().trials()).isEqualTo(41 * 20);
        assertThat(stable().trials()).isEqualTo(41 * 380);
        assertThat(recorded.judge().split().answer()).isEqualTo(Answer.HEALTHY);
    }

    @Test
    void a_route_that_is_not_there_for_once_waits_for_both_versions() {
        usual().line();
        for (int i = 0; i < 4; i++) {
            usual().hide(ORDERS).line();
            assertThat(recorded.judge().errors().byRoute().route(0).stable().trials())
                    .isEqualTo(380L * i);
            usual().show(ORDERS).line();
        }
        assertThat(canary().trials()).isEqualTo(8 * 20);
        assertThat(stable().trials()).isEqualTo(8 * 380);
    }

    @Test
    void what_waits_across_a_change_of_weight_is_left_out() {
        usual().line();
        usual().line();
        recorded.add("v2", ORDERS, 5, 5).hide(ORDERS).line();
        recorded.weight(20).line();
        recorded.show(ORDERS).add("v2", ORDERS, 7, 7).line();
        assertThat(canary()).isEqualTo(new Counts(20, 0));
        recorded.add("v2", ORDERS, 3, 3).line();
        assertThat(canary()).isEqualTo(new Counts(23, 3));
    }

    @Test
    void who_does_not_come_back_is_forgotten_after_five_minutes() {
        usual().line();
        usual().line();
        recorded.hide(ORDERS);
        for (int i = 0; i < 25; i++) {
            usual().line();
        }
        recorded.show(ORDERS).line();
        assertThat(canary().trials()).as("two routes, then one").isEqualTo(20 + 25 * 10);
    }

    @Test
    void a_sum_that_falls_a_little_has_lost_a_member_and_tells_nothing() {
        recorded.set("v1", ORDERS, 6_050_402).set("v2", ORDERS, 300).line();
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 10, 0).line();
        recorded.set("v1", ORDERS, 4_600_000).add("v2", ORDERS, 10, 0).line();
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 10, 0).line();
        assertThat(stable().trials()).isEqualTo(380);
        assertThat(canary().trials()).isEqualTo(20);
        assertThat(recorded.judge().split().answer()).isNotEqualTo(Answer.HARMFUL);
    }

    @Test
    void a_sum_that_falls_to_a_third_though_too_much_is_left_has_lost_members_too() {
        recorded.set("v1", ORDERS, 6_000_000).set("v2", ORDERS, 300).line();
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 10, 0).line();
        recorded.set("v1", ORDERS, 2_000_000).add("v2", ORDERS, 10, 0).line();
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 10, 0).line();
        assertThat(stable().trials()).isEqualTo(380);
    }

    @Test
    void a_process_that_began_anew_has_added_all_that_it_shows() {
        recorded.set("v1", ORDERS, 9000).set("v2", ORDERS, 900).line();
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 10, 0).line();
        recorded.add("v1", ORDERS, 190, 0).set("v2", ORDERS, 7).line();
        assertThat(canary().trials()).isEqualTo(17);
    }

    @Test
    void a_pod_tells_of_itself_whatever_the_others_do() {
        recorded.add("v1", ORDERS, "a", 9000, 0).add("v1", ORDERS, "b", 9000, 0);
        recorded.add("v2", ORDERS, "c", 900, 0).line();
        recorded.add("v1", ORDERS, "a", 100, 0).add("v1", ORDERS, "b", 90, 0).line();
        recorded.forget("v1", ORDERS, "b").add("v1", ORDERS, "b", 60, 0);
        recorded.add("v1", ORDERS, "a", 100, 0).add("v1", ORDERS, "d", 30, 0).line();
        assertThat(stable().trials()).as("b began anew, d is new").isEqualTo(190 + 100 + 60 + 30);
    }

    @Test
    void a_version_that_turns_up_late_begins_with_what_it_shows() {
        recorded.add("v2", ORDERS, 10, 0).line();
        recorded.add("v2", ORDERS, 10, 0).line();
        recorded.set("v1", ORDERS, 1_000_000).add("v2", ORDERS, 10, 0).line();
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 10, 0).line();
        assertThat(stable().trials()).isEqualTo(190);
        assertThat(recorded.judge().split().answer()).isNotEqualTo(Answer.HARMFUL);
    }

    @Test
    void a_version_whose_process_has_just_begun_had_counted_nothing() {
        recorded.pods(new PodState("v1", true, 0)).set("v1", ORDERS, 1000).line();
        recorded.add("v1", ORDERS, 190, 0).line();
        recorded.pods(new PodState("v1", true, 0), new PodState("v2", true, 0));
        recorded.add("v1", ORDERS, 190, 0).add("v2", ORDERS, 8, 2).line();
        assertThat(canary()).isEqualTo(new Counts(8, 2));
    }

    @Test
    void a_route_that_turns_up_had_not_been_called_unless_it_shows_too_much() {
        usual().line();
        usual().line();
        recorded.add("v2", "/api/v1/sales/new", 6, 6).set("v1", "/api/v1/sales/named", 900_000);
        usual().line();
        assertThat(canary()).isEqualTo(new Counts(46, 6));
        assertThat(stable().trials()).isEqualTo(2 * 380);
    }

    @Test
    void nobody_is_blamed_for_probes() {
        recorded.weight(0).add("v1", ORDERS, 1000, 0).add("v2", "/health/ready", 1, 0).line();
        for (int i = 0; i < 100; i++) {
            recorded.add("v1", ORDERS, 20, 0).add("v2", "/health/ready", 30, 0);
            recorded.add("v1", "/health/ready", 30, 0).line();
        }
        assertThat(recorded.judge().split().answer()).isEqualTo(Answer.HEALTHY);
        for (int i = 0; i < 3; i++) {
            recorded.add("v2", ORDERS, 60, 0).line();
        }
        assertThat(recorded.judge().split().isStray()).isTrue();
    }

    @Test
    void what_both_add_is_never_more_than_they_counted_whatever_is_hidden() {
        for (int seed = 0; seed < 200; seed++) {
            Recorded one = new Recorded();
            Random random = new Random(seed);
            long canary = 0;
            one.add("v1", ORDERS, 500, 0).add("v2", ORDERS, 0, 0).add("v2", STOCK, 0, 0);
            one.add("v1", STOCK, 500, 0).line();
            for (int i = 0; i < 60; i++) {
                String route = random.nextBoolean() ? ORDERS : STOCK;
                int more = random.nextInt(20);
                one.add("v2", route, more, 0).add("v1", route, 190, 0);
                canary += more;
                String[] parts = {"v1", "v2", ORDERS, STOCK, "", "", ""};
                String part = parts[random.nextInt(parts.length)];
                one.hide(part).line().show(part);
            }
            one.line();
            assertThat(one.judge().errors().byRoute().all().canary().trials())
                    .as("seed %d", seed)
                    .isEqualTo(canary);
        }
    }
}
