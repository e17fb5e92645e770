package erp.core.listing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * An order of a list: by one column, rows of the same value by their ids.
 *
 * @param name as callers write it
 * @param path in HQL, {@code it.orderDate}
 */
public record Sort(String name, String path, Class<?> type, boolean descending) {
    private static final Set<Class<?>> TYPES =
            Set.of(
                    String.class,
                    LocalDate.class,
                    Instant.class,
                    Integer.class,
                    Long.class,
                    BigDecimal.class,
                    UUID.class);

    static final Sort NEWEST_FIRST = new Sort("id", "it.id", UUID.class, true);

    public Sort {
        if (!TYPES.contains(type)) {
            throw new IllegalStateException("nothing is sorted by a " + type + ": " + name);
        }
    }

    boolean isById() {
        return type == UUID.class;
    }

    boolean isNewestFirst() {
        return isById() && descending;
    }

    Sort descends(boolean down) {
        return new Sort(name, path, type, down);
    }

    /** What comes behind {@code :key} and {@code :after}; a range of the column's index. */
    String behind() {
        String sign = descending ? "<" : ">";
        return isById()
                ? "it.id %s :after".formatted(sign)
                : "%1$s %2$s= :key and (%1$s %2$s :key or it.id %2$s :after)".formatted(path, sign);
    }

    String order() {
        String way = descending ? " desc" : " asc";
        return isById() ? "it.id" + way : path + way + ", it.id" + way;
    }

    /** As callers write it: {@code -date} for the latest first. */
    @Override
    public String toString() {
        return (descending ? "-" : "") + name;
    }
}
