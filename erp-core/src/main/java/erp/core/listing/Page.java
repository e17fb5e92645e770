package erp.core.listing;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Part of a list.
 *
 * @param next cursor for {@code after} of the following page, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
