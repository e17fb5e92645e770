package canary.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import canary.load.RequestKind;

import org.junit.jupiter.api.Test;

import java.util.List;

class LatenciesTest {

    @Test
    void a_quantile_is_the_least_value_that_so_many_do_not_exceed() {
        Latencies.Series series = new Latencies.Series();
        for (int i = 1000; i >= 1; i--) {
            series.add(i * 1_000_000L);
        }
        assertThat(series.millis(0.5)).isEqualTo(500);
        assertThat(series.millis(0.95)).isEqualTo(950);
        assertThat(series.millis(0.99)).isEqualTo(990);
        assertThat(series.millis(1)).isEqualTo(1000);
    }

    @Test
    void nothing_measured_is_no_number() {
        assertThat(new Latencies.Series().millis(0.5)).isNaN();
    }

    @Test
    void parts_add_up_by_kind() {
        Latencies one = new Latencies();
        one.took(RequestKind.PAY, 1_000_000);
        one.failed();
        Latencies other = new Latencies();
        other.took(RequestKind.PAY, 3_000_000);
        other.flowTook(5_000_000);
        Latencies sum = Latencies.sum(List.of(one, other));
        assertThat(sum.of(RequestKind.PAY).size()).isEqualTo(2);
        assertThat(sum.of(RequestKind.PAY).millis(1)).isEqualTo(3);
        assertThat(sum.flows().size()).isEqualTo(1);
        assertThat(sum.errors()).isEqualTo(1);
    }
}
