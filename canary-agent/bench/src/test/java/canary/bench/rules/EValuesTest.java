package canary.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import canary.bench.rules.EValues.Part;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Golden values: Python's mpmath 1.3.0 at 50 digits. */
class EValuesTest {

    @Test
    void merges_by_weighted_mean_and_names_the_leader() {
        EValues.Merged merged =
                EValues.merge(
                        List.of(
                                new Part("errors", 0.5, 3),
                                new Part("latency", 0.3, -2),
                                new Part("split", 0.2, 5.5)));
        assertThat(merged.logE()).isEqualTo(4.0779061132169536, within(1e-13));
        assertThat(merged.strongest()).isEqualTo("split");
    }

    @Test
    void weight_that_is_not_given_out_counts_as_no_evidence() {
        EValues.Merged merged = EValues.merge(List.of(new Part("errors", 0.5, 3)));
        assertThat(merged.logE()).isEqualTo(2.3554401710137967, within(1e-13));
        double free = EValues.merge(List.of(new Part("errors", 0.5, -1e9))).logE();
        assertThat(free).isEqualTo(Math.log(0.5), within(1e-13));
    }

    @Test
    void rejects_at_one_over_alpha() {
        assertThat(new EValues.Merged(Math.log(100), "errors").rejects(0.01)).isTrue();
        assertThat(new EValues.Merged(Math.log(99.9), "errors").rejects(0.01)).isFalse();
    }

    @Test
    void huge_and_tiny_evidence_neither_overflows_nor_vanishes() {
        assertThat(EValues.merge(List.of(new Part("a", 0.5, 1e6), new Part("b", 0.5, -1e6))).logE())
                .isEqualTo(1e6 - Math.log(2));
    }

    @Test
    void refuses_to_spend_more_than_there_is() {
        assertThatThrownBy(
                        () -> EValues.merge(List.of(new Part("a", 0.6, 0), new Part("b", 0.5, 0))))
                .hasMessageContaining("sum of weights is at most 1");
        assertThatThrownBy(() -> new Part("a", 0, 0)).hasMessageContaining("weight");
        assertThatThrownBy(() -> new Part("a", 0.1, Double.NaN)).hasMessageContaining("logE of a");
        assertThatThrownBy(() -> EValues.merge(List.of())).hasMessageContaining("parts");
    }
}
