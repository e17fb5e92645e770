package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

class FittingPaceTest {

    private final List<Integer> paces = new ArrayList<>();
    private int rps = 60;

    /** A machine on which all else takes this share, and each request a second this much more. */
    private FittingPace.Chosen fit(double others, double each) {
        FittingPace machine = new FittingPace(() -> Math.min(1, others + each * rps));
        return machine.fit(
                OptionalInt.empty(),
                rps,
                fewer -> {
                    rps = fewer;
                    paces.add(fewer);
                });
    }

    @Test
    void what_a_machine_carries_easily_is_left_as_it_is() {
        assertThat(fit(0.1, 0.007)).isEqualTo(new FittingPace.Chosen(60, 0.1 + 0.007 * 60));
        assertThat(paces).isEmpty();
    }

    @Test
    void a_full_machine_gets_fewer_requests_until_there_is_room() {
        FittingPace.Chosen pace = fit(0.2, 0.012);
        assertThat(paces).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> b - a);
        assertThat(pace.rps()).isBetween(25, 35);
        assertThat(pace.busy()).isLessThan(0.6);
    }

    @Test
    void some_requests_are_left_whatever_the_machine_does() {
        assertThat(fit(0.9, 0.01).rps()).isEqualTo(20);
    }

    @Test
    void a_system_that_tells_nothing_changes_nothing() {
        FittingPace.Chosen chosen =
                new FittingPace(() -> -1).fit(OptionalInt.empty(), 60, paces::add);
        assertThat(chosen).isEqualTo(new FittingPace.Chosen(60, -1));
        assertThat(chosen.words()).isEqualTo("60 requests a second");
        assertThat(paces).isEmpty();
    }

    @Test
    void what_somebody_asked_for_stays() {
        FittingPace.Chosen chosen =
                new FittingPace(() -> 0.98).fit(OptionalInt.of(90), 60, paces::add);
        assertThat(chosen.words()).isEqualTo("90 requests a second; the processors are 98 % busy");
        assertThat(paces).isEmpty();
    }
}
