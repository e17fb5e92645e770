package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class MachineSpeedTest {

    @Test
    void a_machine_whose_users_waited_before_the_release_is_too_slow() {
        MachineSpeed slow = new MachineSpeed(Optional.of(Duration.ofMillis(1_340)));
        assertThat(slow.words()).isEqualTo(", p95 1340 ms");
        assertThat(slow.excuse()).hasValueSatisfying(it -> assertThat(it).contains("up to 1.3 s"));
    }

    @Test
    void any_other_has_no_excuse() {
        assertThat(new MachineSpeed(Optional.of(Duration.ofSeconds(1))).excuse()).isEmpty();
        assertThat(new MachineSpeed(Optional.empty()).excuse()).isEmpty();
        assertThat(new MachineSpeed(Optional.empty()).words()).isEmpty();
    }
}
