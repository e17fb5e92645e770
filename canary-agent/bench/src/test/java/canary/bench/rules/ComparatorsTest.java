package canary.bench.rules;

import static canary.bench.simulate.Ruling.NONE;
import static canary.bench.simulate.Ruling.PROMOTE;
import static canary.bench.simulate.Ruling.ROLL_BACK;

import static org.assertj.core.api.Assertions.assertThat;

import canary.bench.simulate.Ruling;

import org.junit.jupiter.api.Test;

/** The other tools' rules, on ticks made by hand. */
class ComparatorsTest {
    @Test
    void an_alert_on_errors_fires_when_it_has_been_true_for_two_minutes() {
        Hand hand = new Hand(new PlanAlerts());
        assertThat(hand.ticks(40, 100, 5)).isEqualTo(NONE); // 5 % is not above 5 %
        Hand worse = new Hand(new PlanAlerts());
        assertThat(worse.ticks(60, 100, 6)).isEqualTo(ROLL_BACK);
        assertThat(worse.seen()).isEqualTo(2 + 8); // a rate needs two samples
    }

    @Test
    void an_alert_that_pauses_starts_again() {
        Hand hand = new Hand(new PlanAlerts());
        hand.ticks(1, 100, 0);
        assertThat(hand.ticks(8, 100, 100)).isEqualTo(NONE);
        Hand paused = new Hand(new PlanAlerts());
        paused.ticks(20, 10, 0);
        assertThat(paused.ticks(2, 10, 10)).isEqualTo(NONE); // 10 % of five minutes
        assertThat(paused.ticks(5, 1_000, 0)).isEqualTo(NONE); // diluted below 5 %
        assertThat(paused.ticks(30, 1_000, 0)).isEqualTo(NONE);
    }

    @Test
    void an_alert_on_p95_fires_above_one_second() {
        assertThat(new Hand(new PlanAlerts()).ticks(60, 100, 0, 0.9)).isEqualTo(NONE);
        assertThat(new Hand(new PlanAlerts()).ticks(60, 100, 0, 2)).isEqualTo(ROLL_BACK);
    }

    @Test
    void a_pod_down_for_a_minute_is_an_alert_and_a_restart_in_between_hides_it() {
        Hand hand = new Hand(new PlanAlerts());
        for (int i = 0; i < 4; i++) {
            assertThat(hand.tick(10, 0, 0.03, 0b101)).isEqualTo(NONE);
        }
        assertThat(hand.tick(10, 0, 0.03, 0b101)).isEqualTo(ROLL_BACK);
        Hand flaps = new Hand(new PlanAlerts());
        for (int i = 0; i < 60; i++) {
            assertThat(flaps.tick(10, 0, 0.03, i % 4 == 0 ? 0b111 : 0b101)).isEqualTo(NONE);
        }
    }

    @Test
    void alerts_and_script_pass_what_they_cannot_see() {
        Hand alerts = new Hand(new PlanAlerts());
        Hand script = new Hand(new PlanScript());
        Ruling last = NONE;
        for (int i = 0; i < 840; i++) {
            last = alerts.silence();
            assertThat(script.silence()).isEqualTo(last);
        }
        assertThat(last).isEqualTo(PROMOTE);
    }

    @Test
    void the_script_looks_at_the_end_of_a_stage_only() {
        Hand hand = new Hand(new PlanScript());
        assertThat(hand.ticks(840, 100, 50)).isEqualTo(ROLL_BACK);
        assertThat(hand.seen()).isEqualTo(120);
        Hand over = new Hand(new PlanScript());
        over.ticks(99, 100, 50);
        assertThat(over.ticks(741, 100, 0)).isEqualTo(PROMOTE); // over six minutes before
    }

    @Test
    void flagger_rolls_back_at_the_tick_after_its_threshold() {
        Hand one = new Hand(new Flagger(1));
        assertThat(one.ticks(100, 50, 1)).isEqualTo(ROLL_BACK); // 98 %
        assertThat(one.seen()).isEqualTo(8);
        Hand five = new Hand(new Flagger(5));
        assertThat(five.ticks(100, 50, 1)).isEqualTo(ROLL_BACK);
        assertThat(five.seen()).isEqualTo(24);
        assertThat(new Hand(new Flagger(1)).ticks(840, 100, 1)).isEqualTo(PROMOTE); // 99 %
    }

    @Test
    void flagger_never_forgets_a_failed_check() {
        Hand hand = new Hand(new Flagger(3));
        for (int i = 0; i < 2; i++) {
            assertThat(hand.ticks(4, 10, 10)).isEqualTo(NONE);
            assertThat(hand.ticks(100, 10, 0)).isEqualTo(NONE);
        }
        assertThat(hand.ticks(4, 10, 10)).isEqualTo(NONE);
        assertThat(hand.ticks(4, 10, 0)).isEqualTo(ROLL_BACK);
    }

    @Test
    void flagger_fails_a_minute_without_requests_and_one_that_is_slow() {
        assertThat(new Hand(new Flagger(10)).ticks(44, 0, 0)).isEqualTo(ROLL_BACK);
        assertThat(new Hand(new Flagger(10)).ticks(44, 10, 0, 0.8)).isEqualTo(ROLL_BACK);
        Hand silent = new Hand(new Flagger(10));
        Ruling last = NONE;
        for (int i = 0; i < 44; i++) {
            last = silent.silence();
        }
        assertThat(last).isEqualTo(ROLL_BACK);
    }

    @Test
    void argo_aborts_at_the_fourth_failure() {
        Hand hand = new Hand(new Argo(true));
        assertThat(hand.ticks(840, 100, 6)).isEqualTo(ROLL_BACK);
        assertThat(hand.seen()).isEqualTo(80);
        assertThat(new Hand(new Argo(true)).ticks(840, 100, 5)).isEqualTo(PROMOTE);
        Hand three = new Hand(new Argo(false));
        three.ticks(60, 100, 6);
        assertThat(three.ticks(780, 100, 0)).isEqualTo(PROMOTE);
    }

    @Test
    void argos_irate_sees_the_last_two_samples_and_its_rate_all_five_minutes() {
        Hand instant = new Hand(new Argo(true));
        Hand whole = new Hand(new Argo(false));
        Ruling seen = NONE;
        Ruling missed = NONE;
        for (int i = 1; i <= 80; i++) {
            long errors = i % 20 == 0 ? 50 : 0; // 50 % in a tick, 2.5 % over the window
            seen = instant.tick(100, errors);
            missed = whole.tick(100, errors);
        }
        assertThat(seen).isEqualTo(ROLL_BACK);
        assertThat(missed).isEqualTo(NONE);
    }

    @Test
    void argo_aborts_within_a_minute_of_an_empty_answer_and_fails_zero_by_zero() {
        Hand empty = new Hand(new Argo(true));
        Ruling last = NONE;
        while (last == NONE) {
            last = empty.silence();
        }
        assertThat(last).isEqualTo(ROLL_BACK);
        assertThat(empty.seen()).isEqualTo(23);
        Hand idle = new Hand(new Argo(true));
        assertThat(idle.ticks(840, 0, 0)).isEqualTo(ROLL_BACK);
        assertThat(idle.seen()).isEqualTo(80);
    }

    @Test
    void kayenta_judges_a_stage_at_its_end_and_fails_without_data() {
        Hand bad = new Hand(new Kayenta());
        assertThat(bad.ticks(840, 100, 3)).isEqualTo(ROLL_BACK);
        assertThat(bad.seen()).isEqualTo(120);
        assertThat(new Hand(new Kayenta()).ticks(840, 100, 0)).isEqualTo(PROMOTE);
        assertThat(new Hand(new Kayenta()).ticks(840, 100, 0, 0.2)).isEqualTo(ROLL_BACK);
        assertThat(new Hand(new Kayenta()).ticks(840, 100, 0, 0.004)).isEqualTo(PROMOTE);
        Hand idle = new Hand(new Kayenta());
        assertThat(idle.ticks(840, 0, 0)).isEqualTo(ROLL_BACK);
    }

    @Test
    void kayenta_misses_what_happens_in_few_minutes() {
        Hand hand = new Hand(new Kayenta());
        Ruling last = NONE;
        for (int i = 0; i < 840 && last == NONE; i++) {
            last = hand.tick(100, i % 40 < 3 ? 20 : 0);
        }
        assertThat(last).isEqualTo(PROMOTE);
    }
}
