package canary.gates.compare;

import static org.assertj.core.api.Assertions.assertThat;

import canary.stats.BucketEdges;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class GroupsTest {

    @Test
    void loses_nothing_over_time_and_never_decreases_within_a_histogram() {
        for (long seed = 0; seed < 300; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int size = 1 + random.nextInt(9);
            Groups groups = new Groups(size, 3);
            long[] counted = new long[3];
            long[] given = new long[3];
            for (int tick = 0; tick < 200; tick++) {
                long[] counts = new long[3];
                for (int i = 0; i < 3; i++) {
                    counts[i] = (i == 0 ? 0 : counts[i - 1]) + random.nextInt(12);
                    counted[i] += counts[i];
                }
                long[] whole = groups.of(counts);
                assertThat(whole).as("seed %d", seed).isSorted();
                for (int i = 0; i < 3; i++) {
                    given[i] += whole[i];
                    assertThat(counted[i] - given[i] * size)
                            .as("carried, seed %d", seed)
                            .isBetween(-(long) size, (long) size);
                }
            }
        }
    }

    @Test
    void takes_what_was_added_at_the_edges_that_both_have() {
        Map<String, Long> before = Map.of("0.1", 5L, "1.0", 8L, "+Inf", 9L);
        Map<String, Long> now = Map.of("0.1", 15L, "0.5", 16L, "1.0", 17L, "+Inf", 21L);
        BucketEdges edges = Histograms.commonEdges(before, now).orElseThrow();
        assertThat(edges).isEqualTo(BucketEdges.of(0.1, 1));
        assertThat(Histograms.added(edges, before, now)).containsExactly(10, 10, 12);
        assertThat(Histograms.commonEdges(Map.of("+Inf", 1L), now)).isEmpty();
    }
}
