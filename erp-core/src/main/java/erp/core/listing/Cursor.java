package erp.core.listing;

import erp.core.value.InvalidValue;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

/**
 * The last row of a page, behind which the next begins. A cursor names its order, so that it cannot
 * be used in another; that of the usual order, newest first, is the id alone.
 *
 * @param key the row's value in the column that is sorted by; null where that is the id
 */
public record Cursor(UUID id, @Nullable Object key) {
    private static final int ID_BYTES = 16;
    private static final int LAST_YEAR = 9999;
    private static final int MAX_SCALE = 20;
    private static final int MAX_PRECISION = 40;

    /** Of a row as {@link Listing} reads it: the row, its id, and what it is sorted by beside. */
    static Cursor of(Object[] row) {
        return new Cursor((UUID) row[1], row.length > 2 ? row[2] : null);
    }

    /** How it is written in a request. */
    public String text(Sort sort) {
        String order = sort.isNewestFirst() ? "" : sort + "=" + (key == null ? "" : written(key));
        byte[] more = order.getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                ByteBuffer.allocate(ID_BYTES + more.length)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .put(more)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Throws {@link InvalidValue} for what is no cursor of ours in that order. */
    public static Cursor parse(String text, Sort sort) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            String order = StandardCharsets.UTF_8.decode(bytes).toString();
            Cursor cursor = new Cursor(id, sort.isById() ? null : key(order, sort));
            if (cursor.text(sort).equals(text)) {
                return cursor;
            }
        } catch (RuntimeException e) {
            // answered below, like a text of another order
        }
        throw new InvalidValue("cursor", "must be the \"next\" of an earlier page in this order");
    }

    private static Object key(String order, Sort sort) {
        String text = order.substring(order.indexOf('=') + 1);
        Class<?> type = sort.type();
        if (type == LocalDate.class) {
            return kept(LocalDate.parse(text));
        } else if (type == Instant.class) {
            Instant instant = Instant.parse(text);
            kept(LocalDate.ofInstant(instant, ZoneOffset.UTC));
            return instant;
        } else if (type == Integer.class) {
            return Integer.valueOf(text);
        } else if (type == Long.class) {
            return Long.valueOf(text);
        } else if (type == BigDecimal.class) {
            return kept(new BigDecimal(text));
        }
        return text;
    }

    /** No column keeps what is outside, and the database or its driver would fail over it. */
    private static LocalDate kept(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("no date of ours");
        }
        return date;
    }

    /** Written out, another could be longer than memory. */
    private static BigDecimal kept(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MAX_SCALE || number.precision() > MAX_PRECISION) {
            throw new IllegalArgumentException("no number of ours");
        }
        return number;
    }

    private static String written(Object key) {
        return key instanceof BigDecimal number ? number.toPlainString() : key.toString();
    }
}
