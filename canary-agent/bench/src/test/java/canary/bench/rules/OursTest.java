package canary.bench.rules;

import static canary.bench.simulate.Ruling.HOLD;
import static canary.bench.simulate.Ruling.NONE;
import static canary.bench.simulate.Ruling.PROMOTE;
import static canary.bench.simulate.Ruling.ROLL_BACK;

import static org.assertj.core.api.Assertions.assertThat;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scenarios;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Simulator;
import canary.judge.Settings;

import org.junit.jupiter.api.Test;

/** The agent's rules around the judge, on ticks made by hand. */
class OursTest {
    private final Hand hand = new Hand(new Ours(Settings.STANDARD));

    @Test
    void harm_rolls_back_and_health_is_promoted_at_the_end() {
        assertThat(hand.ticks(40, 10, 0)).isEqualTo(NONE);
        assertThat(hand.ticks(40, 10, 5)).isEqualTo(ROLL_BACK);
        Hand healthy = new Hand(new Ours(Settings.STANDARD));
        assertThat(healthy.ticks(120, 5, 0)).isEqualTo(NONE);
        assertThat(healthy.ticks(240, 25, 0)).isEqualTo(NONE);
        assertThat(healthy.ticks(480, 100, 0)).isEqualTo(PROMOTE);
    }

    @Test
    void a_release_that_cannot_be_seen_for_more_than_a_minute_is_held() {
        hand.ticks(20, 5, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(hand.silence()).isEqualTo(NONE);
        }
        assertThat(hand.silence()).isEqualTo(HOLD);
    }

    @Test
    void a_stage_that_ends_undecided_is_held() {
        Simulator simulator = new Simulator(scenario("healthy"), 0.2);
        Contender ours = new Ours(Settings.STANDARD);
        Scrapes scrapes = simulator.begin(4);
        Ruling last = NONE;
        while (last == NONE && simulator.next()) {
            last = ours.look(scrapes);
        }
        assertThat(last).isEqualTo(HOLD);
        assertThat(scrapes.isStageEnd()).isTrue();
    }

    @Test
    void a_pod_that_is_down_for_more_than_30_seconds_rolls_back() {
        hand.ticks(20, 5, 0);
        assertThat(hand.tick(5, 0, 0.03, 0b011)).isEqualTo(NONE);
        assertThat(hand.tick(5, 0, 0.03, 0b011)).isEqualTo(NONE);
        assertThat(hand.tick(5, 0, 0.03, 0b011)).isEqualTo(ROLL_BACK);
    }

    @Test
    void wrong_books_roll_back_at_the_next_check() {
        Simulator simulator = new Simulator(scenario("corrupt"), 20);
        Contender ours = new Ours(Settings.STANDARD);
        Scrapes scrapes = simulator.begin(1);
        Ruling last = NONE;
        while (last == NONE && simulator.next()) {
            last = ours.look(scrapes);
        }
        assertThat(last).isEqualTo(ROLL_BACK);
        assertThat(scrapes.tick() - simulator.onset()).isBetween(0, 3);
    }

    private static Scenario scenario(String name) {
        return Scenarios.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
