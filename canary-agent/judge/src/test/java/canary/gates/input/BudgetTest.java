package canary.gates.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;
import java.util.Arrays;

class BudgetTest {

    @Test
    void the_gates_share_out_the_whole_chance_of_a_false_alarm_and_no_more() {
        double sum = Arrays.stream(Budget.class.getFields()).mapToDouble(BudgetTest::weight).sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    private static double weight(Field field) {
        try {
            return field.getDouble(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
