package erp.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.value.InvalidValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;

/** What stands in a cursor is a caller's to change, so it is bounded like any input. */
class CursorTest {
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-0000000000b1");

    @ParameterizedTest
    @CsvSource({
        "java.time.LocalDate, +10000-01-01",
        "java.time.LocalDate, 0000-12-31",
        "java.time.LocalDate, -999999999-01-01",
        "java.time.Instant, +10000-01-01T00:00:00Z",
        "java.time.Instant, 0000-12-31T23:59:59Z",
        "java.time.Instant, +1000000000-12-31T23:59:59.999999999Z",
        "java.math.BigDecimal, 1E999999999",
        "java.math.BigDecimal, 1E-999999999",
        "java.math.BigDecimal, 0.000000000000000000001",
        "java.math.BigDecimal, 11111111111111111111111111111111111111111",
        "java.lang.Integer, 2147483648"
    })
    void a_forged_key_that_no_column_keeps_is_refused(Class<?> type, String key) {
        Sort sort = by(type);
        assertThatThrownBy(() -> Cursor.parse(forged(sort, key), sort))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("of an earlier page");
    }

    @Test
    void what_a_column_keeps_is_read_as_it_was_written() {
        for (Object key :
                new Object[] {
                    LocalDate.of(1, 1, 1),
                    LocalDate.of(9999, 12, 31),
                    Instant.parse("9999-12-31T23:59:59.999999Z"),
                    new BigDecimal("-123456789012345.123456"),
                    "Ada = Bob"
                }) {
            Sort sort = by(key.getClass());
            Cursor cursor = new Cursor(ID, key);
            assertThat(Cursor.parse(cursor.text(sort), sort)).isEqualTo(cursor);
        }
    }

    private static Sort by(Class<?> type) {
        return new Sort("value", "it.value", type, false);
    }

    private static String forged(Sort sort, String key) {
        byte[] more = (sort + "=" + key).getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                ByteBuffer.allocate(16 + more.length)
                        .putLong(ID.getMostSignificantBits())
                        .putLong(ID.getLeastSignificantBits())
                        .put(more)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
