package canary.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import canary.stats.ShareBand;

import org.junit.jupiter.api.Test;

/** Golden values: the printed formulas at 50 digits in Python's mpmath 1.3.0. */
class SplitTestTest {
    private static final ShareBand FIVE_PERCENT = ShareBand.around(0.05, 0.1);

    @Test
    void a_stage_is_as_computed_with_fifty_digits() {
        SplitTest test = new SplitTest(100, FIVE_PERCENT);
        test.observe(45, 255);
        assertThat(test.evidence().logE()).isEqualTo(12.269583204466337, within(1e-10));
        assertThat(test.share()).isEqualTo(0.15);
    }

    @Test
    void two_stages_are_as_computed_with_fifty_digits() {
        SplitTest test = new SplitTest(100, FIVE_PERCENT);
        test.observe(20, 100);
        test.observe(25, 155);
        test.nextStage(ShareBand.around(0.2, 0.1));
        test.observe(90, 210);
        assertThat(test.evidence().logE()).isEqualTo(12.26959116831263, within(1e-10));
    }

    @Test
    void thousands_of_millions_of_requests_lose_no_digits() {
        SplitTest test = new SplitTest(1000, ShareBand.around(0.05, 0));
        test.observe(50_100_000, 949_900_000);
        double expected = 98.286264192719509 - Math.log(2);
        assertThat(test.evidence().logE()).isEqualTo(expected, within(1e-5));
    }

    /** By exact sums over all outcomes of 60 trials. */
    @Test
    void evidence_is_not_expected_to_grow_anywhere_in_the_band() {
        for (double share : new double[] {0.045, 0.047, 0.05, 0.053, 0.055}) {
            assertThat(expectedE(ShareBand.around(0.05, 0.1), share))
                    .as("share %s", share)
                    .isLessThanOrEqualTo(1 + 1e-12);
        }
        assertThat(expectedE(ShareBand.around(0.05, 0), 0.05)).isEqualTo(1, within(1e-11));
        assertThat(expectedE(ShareBand.around(0.05, 0.1), 0.15)).isGreaterThan(5);
    }

    @Test
    void a_long_right_stage_does_not_hide_a_wrong_one() {
        SplitTest test = new SplitTest(100, FIVE_PERCENT);
        test.observe(50_000_000, 950_000_000);
        test.nextStage(ShareBand.around(0.2, 0.1));
        test.observe(300, 700);
        assertThat(test.evidence().rejects(0.001)).isTrue();
    }

    @Test
    void a_wrong_stage_is_not_forgotten() {
        SplitTest test = new SplitTest(1000, FIVE_PERCENT);
        test.observe(300, 700);
        double p = test.evidence().pValue();
        test.nextStage(ShareBand.around(0.2, 0.1));
        test.observe(20_000, 80_000);
        assertThat(test.evidence().pValue()).isEqualTo(p).isLessThan(1e-6);
    }

    @Test
    void nothing_seen_is_no_evidence() {
        SplitTest test = new SplitTest(1000, FIVE_PERCENT);
        test.observe(0, 0);
        assertThat(test.evidence().logE()).isEqualTo(0, within(1e-12));
        assertThat(test.evidence().pValue()).isEqualTo(1, within(1e-12));
        assertThat(test.share()).isNaN();
    }

    @Test
    void a_canary_that_gets_nothing_is_found() {
        SplitTest test = new SplitTest(100, FIVE_PERCENT);
        test.observe(0, 1000);
        assertThat(test.evidence().rejects(0.001)).isTrue();
    }

    @Test
    void a_resumed_test_goes_on_bit_for_bit() {
        SplitTest whole = new SplitTest(100, FIVE_PERCENT);
        whole.observe(7, 93);
        whole.nextStage(ShareBand.around(0.2, 0.1));
        whole.observe(9, 30);
        SplitTest resumed = new SplitTest(100, FIVE_PERCENT);
        resumed.restore(whole.state());
        whole.observe(3, 40);
        resumed.observe(3, 40);
        assertThat(resumed.state()).isEqualTo(whole.state());
        assertThat(resumed.evidence()).isEqualTo(whole.evidence());
    }

    @Test
    void refuses_what_the_formula_is_not_defined_for() {
        assertThatThrownBy(() -> new SplitTest(0, FIVE_PERCENT))
                .hasMessageContaining("concentration");
        assertThatThrownBy(() -> ShareBand.around(0, 0.1)).hasMessageContaining("expected");
        assertThatThrownBy(() -> ShareBand.around(0.05, -0.1)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> new ShareBand(0.1, 0.05, 0.2)).hasMessageContaining("low");
        assertThatThrownBy(() -> new ShareBand(0, 0.05, 0.01)).hasMessageContaining("high");
        assertThatThrownBy(() -> new SplitTest(100, FIVE_PERCENT).observe(-1, 0))
                .hasMessage("canaryTrials is at least 0, not -1");
    }

    private static double expectedE(ShareBand band, double share) {
        double sum = 0;
        for (int c = 0; c <= 60; c++) {
            SplitTest test = new SplitTest(100, band);
            test.observe(c, 60 - c);
            sum += ErrorTestTest.binomial(60, c, share) * Math.exp(test.evidence().logE());
        }
        return sum;
    }
}
