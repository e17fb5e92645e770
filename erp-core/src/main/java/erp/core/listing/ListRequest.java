package erp.core.listing;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/**
 * Which part of a list is wanted, checked.
 *
 * @param filters values by the names of filters that were sent
 * @param limit how many at most
 * @param after behind which row; null for the first page
 * @param fields which members are answered; null for all
 */
public record ListRequest(
        Map<String, Object> filters,
        int limit,
        Sort sort,
        @Nullable Cursor after,
        @Nullable Set<String> fields) {
    public static final int MOST = 200;
    public static final int USUAL = 50;

    /** Where a list is short and read as a whole. */
    static final int ALL = Integer.MAX_VALUE - 1;

    public ListRequest {
        filters = Map.copyOf(filters);
    }
}
