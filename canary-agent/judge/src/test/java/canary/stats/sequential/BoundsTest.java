package canary.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import canary.stats.Counts;
import canary.stats.Margin;
import canary.stats.PairedCounts;
import canary.stats.ShareBounds;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Golden values: Python's mpmath 1.3.0 at 50 digits, quantiles by bisection of betainc. */
class BoundsTest {
    private static final Margin MARGIN = new Margin(1.5, 0.001);

    @Test
    void no_error_in_n_requests_excludes_three_over_n() {
        assertThat(ShareBounds.upperOnce(new Counts(19, 0), 0.05))
                .isEqualTo(0.14586850331224345, within(1e-12));
        assertThat(ShareBounds.upperOnce(new Counts(598, 0), 0.05))
                .isEqualTo(0.0049970586942465078, within(1e-13));
        assertThat(ShareBounds.upperOnce(new Counts(1_000_000_000, 0), 0.05))
                .isEqualTo(2.9957e-9, within(1e-13));
    }

    @Test
    void bounds_for_one_look_are_those_of_clopper_and_pearson() {
        Counts counts = new Counts(100, 3);
        assertThat(ShareBounds.upperOnce(counts, 0.05))
                .isEqualTo(0.075710793749830053, within(1e-12));
    }

    @Test
    void bounds_for_all_looks_are_as_computed_with_fifty_digits() {
        Counts counts = new Counts(100, 3);
        assertThat(ShareBounds.lowerAlways(counts, 0.05))
                .isEqualTo(0.0018790606324076846, within(1e-12));
    }

    @Test
    void nothing_seen_excludes_nothing() {
        assertThat(ShareBounds.upperOnce(Counts.NONE, 0.05)).isEqualTo(1);
        assertThat(ShareBounds.lowerAlways(Counts.NONE, 0.05)).isZero();
    }

    @Test
    void all_bad_leaves_no_upper_bound() {
        Counts counts = new Counts(50, 50);
        assertThat(ShareBounds.upperOnce(counts, 0.05)).isEqualTo(1);
    }

    @Test
    void the_smallest_effect_is_as_searched_with_fifty_digits() {
        SmallestEffect first = smallest(MARGIN, ErrorTestTest.tick(1800, 0, 34200, 34));
        assertThat(first.badNeeded()).isEqualTo(15);
        assertThat(first.share()).isEqualTo(0.010057948052796719, within(1e-12));
        assertThat(first.ratio()).isEqualTo(0.010057948052796719 / (34 / 34200.0), within(1e-9));
        SmallestEffect second =
                smallest(
                        MARGIN,
                        ErrorTestTest.tick(1800, 0, 34200, 34),
                        ErrorTestTest.tick(14400, 0, 57600, 58));
        assertThat(second.badNeeded()).isEqualTo(72);
        assertThat(second.share()).isEqualTo(0.0048769996386864496, within(1e-12));
    }

    @Test
    void at_low_traffic_only_gross_effects_could_have_been_seen() {
        SmallestEffect effect = smallest(MARGIN, ErrorTestTest.tick(18, 0, 342, 0));
        assertThat(effect.badNeeded()).isEqualTo(3);
        assertThat(effect.share()).isEqualTo(0.22299668004509748, within(1e-12));
        assertThat(effect.ratio()).isInfinite();
    }

    @Test
    void the_number_needed_is_the_number_at_which_the_test_rejects() {
        for (long bad = 14; bad <= 15; bad++) {
            ErrorTest test = ErrorTest.harm(MARGIN, Alternatives.STANDARD);
            test.observe(ErrorTestTest.tick(1800, bad, 34200, 34));
            assertThat(test.evidence().rejects(0.005)).as("%d bad", bad).isEqualTo(bad == 15);
        }
    }

    @Test
    void with_too_few_requests_nothing_could_have_been_seen() {
        assertThat(effect(MARGIN, ErrorTestTest.tick(1, 0, 19, 0))).isEmpty();
        assertThat(effect(MARGIN, ErrorTestTest.tick(0, 0, 1000, 1))).isEmpty();
        assertThat(effect(MARGIN)).isEmpty();
    }

    @Test
    void a_stage_without_stable_traffic_shows_nothing() {
        assertThat(
                        smallest(
                                MARGIN,
                                ErrorTestTest.tick(1800, 0, 34200, 34),
                                ErrorTestTest.tick(999_999, 0, 0, 0)))
                .isEqualTo(smallest(MARGIN, ErrorTestTest.tick(1800, 0, 34200, 34)));
    }

    @Test
    void refuses_what_the_formulas_are_not_defined_for() {
        assertThatThrownBy(() -> ShareBounds.upperOnce(new Counts(1, 0), 0))
                .hasMessageContaining("alpha");
        assertThatThrownBy(
                        () -> SmallestEffect.of(List.of(), MARGIN, Alternatives.STANDARD, 0.01, 1))
                .hasMessageContaining("power");
    }

    private static SmallestEffect smallest(Margin margin, PairedCounts... stages) {
        return effect(margin, stages).orElseThrow();
    }

    private static java.util.Optional<SmallestEffect> effect(
            Margin margin, PairedCounts... stages) {
        return SmallestEffect.of(List.of(stages), margin, Alternatives.STANDARD, 0.005, 0.8);
    }
}
