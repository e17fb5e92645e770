package canary.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;

import canary.stats.compare.KayentaMetric.Label;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The branches of MannWhitneyClassifier.scala, one by one. */
class KayentaMetricTest {
    private static final double[] BASELINE = minutes(0);

    @Test
    void a_clear_rise_is_high_and_a_clear_fall_is_low() {
        assertThat(classify(minutes(8), BASELINE)).isEqualTo(Label.HIGH);
        assertThat(classify(BASELINE, minutes(8))).isEqualTo(Label.LOW);
    }

    @Test
    void a_small_difference_passes() {
        assertThat(classify(minutes(0.01), BASELINE)).isEqualTo(Label.PASS);
    }

    @Test
    void a_significant_shift_passes_within_a_quarter_of_its_estimate() {
        assertThat(MannWhitney.of(minutes(1.6), BASELINE, 0.98).low()).isBetween(0.3, 0.4);
        assertThat(classify(minutes(1.6), BASELINE)).isEqualTo(Label.PASS);
        assertThat(classify(minutes(1.8), BASELINE)).isEqualTo(Label.HIGH);
    }

    @Test
    void a_rise_below_what_is_allowed_passes() {
        KayentaMetric tolerant = new KayentaMetric(1.9, 1);
        assertThat(tolerant.classify(minutes(8), BASELINE)).isEqualTo(Label.PASS);
    }

    @Test
    void without_data_there_is_no_label_and_nan_is_no_data() {
        assertThat(classify(new double[0], BASELINE)).isEqualTo(Label.NO_DATA);
        assertThat(classify(BASELINE, new double[] {Double.NaN})).isEqualTo(Label.NO_DATA);
    }

    @Test
    void the_same_values_in_another_order_pass() {
        double[] reversed = IntStream.range(0, 30).mapToDouble(i -> BASELINE[29 - i]).toArray();
        assertThat(classify(reversed, BASELINE)).isEqualTo(Label.PASS);
        assertThat(classify(new double[] {0, 0}, new double[] {0, 0, 0})).isEqualTo(Label.PASS);
    }

    @Test
    void constant_samples_that_differ_are_told_apart_and_always_alike() {
        double[] two = new double[30];
        Arrays.fill(two, 2);
        double[] three = new double[30];
        Arrays.fill(three, 3);
        assertThat(classify(three, two)).isEqualTo(Label.HIGH);
        assertThat(classify(two, three)).isEqualTo(Label.LOW);
    }

    @Test
    void errors_of_the_canary_alone_skip_the_filter_on_the_effect() {
        double[] zeros = new double[30];
        assertThat(new KayentaMetric(100, 1).classify(minutes(1), zeros)).isEqualTo(Label.HIGH);
    }

    @Test
    void a_test_that_cannot_be_computed_is_an_error() {
        assertThat(classify(new double[] {1}, new double[] {2})).isEqualTo(Label.ERROR);
    }

    private static Label classify(double[] canary, double[] baseline) {
        return KayentaMetric.DEFAULTS.classify(canary, baseline);
    }

    /** Thirty values around 10 that never repeat, moved up. */
    private static double[] minutes(double shift) {
        return IntStream.range(0, 30).mapToDouble(i -> 10 + 3 * Math.sin(i) + shift).toArray();
    }
}
