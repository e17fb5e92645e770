package erp.core.paging;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which part of a list is wanted: keyset paging over ids, newest first ({@code where id < :before
 * order by id desc}).
 *
 * @param limit how many at most, 1 to {@link #MAX}
 * @param before rows with smaller ids follow; {@link #TOP} for the first page
 */
public record PageRequest(int limit, UUID before) {
    public static final int MAX = 200;
    public static final int DEFAULT = 50;

    /** Greater than every id. */
    public static final UUID TOP = new UUID(-1L, -1L);

    /**
     * How many rows to ask the database for: one more than wanted tells whether there is a next
     * page.
     */
    public int fetch() {
        return limit + 1;
    }

    /** Makes the page of rows fetched by {@link #fetch()}. */
    public <T> Page<T> page(List<T> rows, Function<? super T, UUID> id) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor(id.apply(items.getLast())));
    }

    /** How an id is written in a request. */
    public static String cursor(UUID id) {
        byte[] bytes =
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Throws {@link IllegalArgumentException} for what is no cursor of ours. */
    public static UUID parseCursor(String cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        if (bytes.length != 16) {
            throw new IllegalArgumentException("a cursor has 16 bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        if (!cursor(id).equals(cursor)) {
            throw new IllegalArgumentException("a cursor is written in one way");
        }
        return id;
    }
}
