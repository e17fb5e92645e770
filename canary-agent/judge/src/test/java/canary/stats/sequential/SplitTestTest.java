package canary.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import canary.stats.ShareBand;

import org.junit.jupiter.api.Test;

/** Golden values: the printed formulas at 50 digits in Python's mpmath 1.3.0. */
class SplitTestTest {
    private static final ShareBand FIVE_PERCENT = around(0.05, 0.1);

    @Test
    void a_stage_is_as_computed_with_fifty_digits() {
        SplitTest test = new SplitTest(100, FIVE_PERCENT);
        test.observe(45, 255);
        assertThat(test.evidence().logE()).isEqualTo(12.269583204466337, within(1e-10));
    }

    @Test
    void thousands_of_millions_of_requests_lose_no_digits() {
        SplitTest test = new SplitTest(1000, around(0.05, 0));
        test.observe(50_100_000, 949_900_000);
        double expected = 98.286264192719509 - Math.log(2);
        assertThat(test.evidence().logE()).isEqualTo(expected, within(1e-5));
    }

    /** By exact sums over all outcomes of 60 trials. */
    @Test
    void evidence_is_not_expected_to_grow_anywhere_in_the_band() {
        for (double share : new double[] {0.045, 0.047, 0.05, 0.053, 0.055}) {
            assertThat(expectedE(around(0.05, 0.1), share))
                    .as("share %s", share)
                    .isLessThanOrEqualTo(1 + 1e-12);
        }
        assertThat(expectedE(around(0.05, 0), 0.05)).isEqualTo(1, within(1e-11));
        assertThat(expectedE(around(0.05, 0.1), 0.15)).isGreaterThan(5);
    }

    @Test
    void nothing_seen_is_no_evidence() {
        SplitTest test = new SplitTest(1000, FIVE_PERCENT);
        test.observe(0, 0);
        assertThat(test.evidence().logE()).isEqualTo(0, within(1e-12));
        assertThat(test.evidence().peakLogE()).isEqualTo(0, within(1e-12));
    }

    @Test
    void a_canary_that_gets_nothing_is_found() {
        SplitTest test = new SplitTest(100, FIVE_PERCENT);
        test.observe(0, 1000);
        assertThat(test.evidence().rejects(0.001)).isTrue();
    }

    @Test
    void refuses_what_the_formula_is_not_defined_for() {
        assertThatThrownBy(() -> new SplitTest(0, FIVE_PERCENT))
                .hasMessageContaining("concentration");
        assertThatThrownBy(() -> around(0, 0.1)).hasMessageContaining("expected");
        assertThatThrownBy(() -> new ShareBand(0.1, 0.05, 0.2)).hasMessageContaining("low");
        assertThatThrownBy(() -> new ShareBand(0, 0.05, 0.01)).hasMessageContaining("high");
        assertThatThrownBy(() -> new SplitTest(100, FIVE_PERCENT).observe(-1, 0))
                .hasMessage("canaryTrials is at least 0, not -1");
    }

    /** A band around a share, as a part of it: 0.05 with tolerance 0.1 is 4.5 to 5.5 %. */
    static ShareBand around(double expected, double tolerance) {
        return new ShareBand(expected * (1 - tolerance), expected, expected * (1 + tolerance));
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
