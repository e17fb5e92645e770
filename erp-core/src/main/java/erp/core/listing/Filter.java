package erp.core.listing;

import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a list can be narrowed by: a query parameter and its condition.
 *
 * @param condition in HQL, for the value that was sent; the root is {@code it}, the value {@code
 *     :name}
 * @param bound what is compared with, for the value that was sent
 * @param otherwise what goes where nothing is sent; null for no condition at all
 */
public record Filter(
        String name,
        Class<?> type,
        String description,
        Function<Object, String> condition,
        BiFunction<Tx, Object, Object> bound,
        @Nullable Object otherwise) {

    static Filter of(String name, Class<?> type, String condition, String description) {
        return new Filter(name, type, description, _ -> condition, (_, value) -> value, null);
    }

    /** The texts that begin with the value; {@code !} is what escapes. */
    static Filter prefix(String name, String path, String description) {
        return new Filter(
                name,
                String.class,
                description,
                _ -> path + " like :" + name + " escape '!'",
                (_, text) -> text.toString().replaceAll("[!%_]", "!$0") + "%",
                null);
    }
}
