package canary.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import canary.stats.BucketEdges;
import canary.stats.Margin;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Golden values: the printed formulas at 50 digits in Python's mpmath 1.3.0. */
class LatencyTestTest {
    private static final BucketEdges EDGES = BucketEdges.of(0.1, 0.5, 1);
    private static final Margin MARGIN = new Margin(1.15, 0);

    @Test
    void harm_is_the_mean_over_edges_as_computed_with_fifty_digits() {
        LatencyTest test = observed(LatencyTest.harm(EDGES, MARGIN, Alternatives.STANDARD));
        assertThat(test.logE()).isEqualTo(-2.089622082600231, within(1e-12));
    }

    @Test
    void each_edge_is_an_error_test_on_slower_than_it() {
        LatencyTest test = observed(LatencyTest.harm(EDGES, MARGIN, Alternatives.STANDARD));
        double[] edges = {slower(10, 185, 40, 150), slower(6, 85, 25, 70), slower(1, 15, 5, 15)};
        assertThat(edges[0]).isEqualTo(-3.5814727307429343, within(1e-12));
        assertThat(edges[1]).isEqualTo(-1.7830176115083405, within(1e-12));
        assertThat(edges[2]).isEqualTo(-1.7416161663799284, within(1e-12));
        double mean = Arrays.stream(edges).map(Math::exp).sum() / edges.length;
        assertThat(test.logE()).isEqualTo(Math.log(mean), within(1e-12));
    }

    private static double slower(long canary, long stable, long nextCanary, long nextStable) {
        ErrorTest edge = ErrorTest.harm(MARGIN, Alternatives.STANDARD);
        edge.observe(ErrorTestTest.tick(15, canary, 285, stable));
        edge.observe(ErrorTestTest.tick(60, nextCanary, 240, nextStable));
        return edge.logE();
    }

    @Test
    void says_at_which_edge_the_difference_lies() {
        LatencyTest test = LatencyTest.harm(EDGES, MARGIN, Alternatives.STANDARD);
        test.observe(new long[] {50, 80, 85, 100}, new long[] {1000, 1700, 1990, 2000});
        assertThat(test.tellingEdge()).isEqualTo(1);
        assertThat(test.evidence().rejects(0.01)).isTrue();
    }

    @Test
    void sparse_ticks_wait() {
        LatencyTest counts = LatencyTest.harm(EDGES, MARGIN, Alternatives.STANDARD);
        counts.observe(new long[] {0, 0, 0, 1}, new long[] {19, 19, 19, 19});
        assertThat(counts.logE()).isZero();
        counts.closeBlock();
        assertThat(counts.logE()).isGreaterThan(1);
    }

    @Test
    void refuses_counts_that_are_no_cumulative_histogram() {
        LatencyTest test = LatencyTest.harm(EDGES, MARGIN, Alternatives.STANDARD);
        long[] good = {1, 2, 3, 4};
        assertThatThrownBy(() -> test.observe(new long[] {1, 2, 1, 4}, good))
                .hasMessage("canary is at least 0 and nowhere decreasing, not 1");
        assertThatThrownBy(() -> test.observe(good, new long[] {-1, 2, 3, 4}))
                .hasMessage("stable is at least 0 and nowhere decreasing, not -1");
        assertThatThrownBy(() -> test.observe(good, new long[] {1, 2, 3}))
                .hasMessage("stable is 4 values, not 3");
    }

    @Test
    void a_refused_tick_leaves_the_test_as_it_was() {
        LatencyTest test = observed(LatencyTest.harm(EDGES, MARGIN, Alternatives.STANDARD));
        EValue before = test.evidence();
        long[] good = {1, 2, 3, 4};
        assertThatThrownBy(() -> test.observe(good, new long[] {4, 3, 2, 1}));
        test.closeBlock();
        assertThat(test.evidence()).isEqualTo(before);
    }

    @Test
    void refuses_edges_that_cannot_be_compared() {
        assertThatThrownBy(() -> BucketEdges.of(0.1, 0.1))
                .hasMessageContaining("above the one before");
        assertThatThrownBy(() -> BucketEdges.of(0.1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> BucketEdges.of()).hasMessageContaining("number of edges");
    }

    private static LatencyTest observed(LatencyTest test) {
        test.observe(new long[] {5, 9, 14, 15}, new long[] {100, 200, 270, 285});
        test.observe(new long[] {20, 35, 55, 60}, new long[] {90, 170, 225, 240});
        return test;
    }
}
