package canary.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import canary.judge.traffic.Routes;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class MixTest {
    @Test
    void shares_add_up_and_the_rare_route_has_half_a_percent() {
        assertThat(Arrays.stream(Mix.shares()).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(Mix.otherShares()).sum()).isCloseTo(1, within(1e-12));
        assertThat(Mix.shares()[Mix.RARE]).isEqualTo(0.005);
    }

    @Test
    void half_of_all_requests_take_less_than_40_ms_and_one_in_twenty_more_than_150() {
        assertThat(faster(0.04)).isCloseTo(0.5, within(1e-6));
        assertThat(faster(0.15)).isCloseTo(0.95, within(0.004));
    }

    @Test
    void routes_are_of_several_modules() {
        Routes routes = new Routes();
        Mix.ROUTES.forEach(route -> routes.number(route.method(), route.path()));
        assertThat(routes.size()).isEqualTo(Mix.SIZE);
        assertThat(routes.modules()).isEqualTo(4);
    }

    @Test
    void other_users_balance_the_books_twice_as_often() {
        assertThat(Mix.otherShares()[13]).isCloseTo(2 * Mix.shares()[13], within(1e-12));
        assertThat(Mix.otherShares()[0]).isLessThan(Mix.shares()[0]);
    }

    private static double faster(double seconds) {
        double share = 0;
        for (int route = 0; route < Mix.SIZE; route++) {
            double distance = Math.log(seconds) - Mix.logMedian(route);
            share += Mix.shares()[route] * Normal.below(distance / Mix.SIGMA);
        }
        return share;
    }
}
