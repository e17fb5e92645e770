package erp.inventory.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.UUID;

class ByItemTest {
    private static final UUID LOW = new UUID(1, Long.MIN_VALUE);
    private static final UUID HIGH = new UUID(Long.MIN_VALUE, 0);

    @Test
    void sums_what_belongs_to_one_key() {
        ByItem amounts = new ByItem().add(LOW, BigDecimal.ONE).add(LOW, BigDecimal.TWO);
        assertThat(amounts.size()).isEqualTo(1);
        assertThat(amounts.of(LOW)).isEqualByComparingTo("3");
    }

    @Test
    void sorts_keys_by_unsigned_bytes_as_the_database_does() {
        ByItem amounts = new ByItem().add(HIGH, BigDecimal.ONE).add(LOW, BigDecimal.ONE);
        assertThat(amounts.keys()).containsExactly(LOW, HIGH);
    }

    @Test
    void names_each_key_once_in_the_expression() {
        ByItem amounts = new ByItem().add(HIGH, BigDecimal.ONE).add(LOW, BigDecimal.TWO);
        assertThat(amounts.expression("item_id", "decimal(19,6)"))
                .isEqualTo(
                        "case item_id when ? then cast(? as decimal(19,6))"
                                + " when ? then cast(? as decimal(19,6)) end");
        assertThat(amounts.parameters()).containsExactly(LOW, BigDecimal.TWO, HIGH, BigDecimal.ONE);
    }
}
