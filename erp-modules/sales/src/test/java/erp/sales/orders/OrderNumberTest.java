package erp.sales.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.UUID;

class OrderNumberTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @Test
    void says_the_day_and_nine_digits_of_the_id() {
        UUID id = UUID.fromString("01940000-0000-7000-8000-000000000001");
        assertThat(OrderNumber.of(id, DAY)).matches("SO-261124-[0-9A-HJKMNP-TV-Z]{9}");
    }

    @Test
    void sorts_by_time_within_a_day() {
        assertThat(OrderNumber.of(at(1_000), DAY)).isLessThan(OrderNumber.of(at(1_001), DAY));
        assertThat(OrderNumber.of(at(1_001), DAY)).isLessThan(OrderNumber.of(at(9_000_000), DAY));
    }

    @Test
    void differs_where_only_the_last_bits_of_the_id_do() {
        UUID one = new UUID(at(5).getMostSignificantBits(), Long.MIN_VALUE | 1);
        UUID other = new UUID(at(5).getMostSignificantBits(), Long.MIN_VALUE | 2);
        assertThat(OrderNumber.of(one, DAY)).isNotEqualTo(OrderNumber.of(other, DAY));
    }

    private static UUID at(long millisOfDay) {
        long millis = 20_000L * 86_400_000 + millisOfDay;
        return new UUID(millis << 16 | 0x7000, Long.MIN_VALUE);
    }
}
