package erp.core.listing;

import erp.core.value.InvalidValue;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
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

    /** Of a row as {@link Listing} reads it: the row, its id, and what it is sorted by beside. */
    static Cursor of(Object[] row) {
        return new Cursor((UUID) row[1], row.length > 2 ? row[2] : null);
    }

    /** How it is written in a request. */
    String text(Sort sort) {
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
    static Cursor parse(String text, Sort sort) {
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
            return LocalDate.parse(text);
        } else if (type == Instant.class) {
            return Instant.parse(text);
        } else if (type == Integer.class) {
            return Integer.valueOf(text);
        } else if (type == Long.class) {
            return Long.valueOf(text);
        } else if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        return text;
    }

    private static String written(Object key) {
        return key instanceof BigDecimal number ? number.toPlainString() : key.toString();
    }
}
