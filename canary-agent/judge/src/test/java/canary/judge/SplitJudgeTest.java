package canary.judge;

import static org.assertj.core.api.Assertions.assertThat;

import canary.judge.traffic.Increase;
import canary.judge.traffic.Routes;
import canary.stats.BucketEdges;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

/**
 * Users by minute are told when the minute is over, and belong to the weight that it began with.
 */
class SplitJudgeTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int USERS = 200;
    private static final int REQUESTS = 60;

    private final Increase canary = new Increase(1);
    private final Increase stable = new Increase(1);
    private final Routes routes = new Routes();
    private final int route = routes.number("GET", "/api/v1/sales/orders");
    private final Judge judge = new Judge(Settings.STANDARD, routes, BucketEdges.of(0.1));

    @ParameterizedTest
    @ValueSource(ints = {60, 61, 75, 90, 110, 117, 118, 119, 120, 121})
    void a_minute_that_began_with_the_weight_before_blames_nobody(int change) {
        IntUnaryOperator weight = second -> second < change ? 20 : 50;
        assertThat(harmfulAfter(360, weight, weight)).isNegative();
        assertThat(judge.split().isByUsers()).isTrue();
        assertThat(judge.split().real()).isEqualTo(0.5);
    }

    @Test
    void a_weight_that_does_not_reach_the_users_is_found_within_minutes() {
        int change = 118;
        int found = harmfulAfter(360, second -> second < change ? 20 : 50, _ -> 20);
        assertThat(found).isBetween(change, change + 180);
    }

    /** Second at which the judge blames the canary; below zero where it does not. */
    private int harmfulAfter(int seconds, IntUnaryOperator configured, IntUnaryOperator real) {
        for (int second = 0; second < seconds; second++) {
            canary.clear();
            stable.clear();
            int share = real.applyAsInt(second);
            canary.add(route, REQUESTS * share / 100, 0);
            stable.add(route, REQUESTS - REQUESTS * share / 100, 0);
            if (second > 0 && second % 60 == 0) {
                int then = real.applyAsInt(second - 60);
                canary.addUserMinutes(USERS * then / 100, 0);
                stable.addUserMinutes(USERS - USERS * then / 100, 0);
            }
            judge.observe(
                    MIDNIGHT.plusSeconds(second + 1),
                    SECOND,
                    configured.applyAsInt(second),
                    canary,
                    stable);
            if (judge.split().answer() == Answer.HARMFUL) {
                return second;
            }
        }
        return -1;
    }
}
