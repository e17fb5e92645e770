package erp.core;

/**
 * A right to call an operation; one enum per module. Its {@link #code()} stands in roles and
 * tokens.
 */
public interface Permission extends OfModule {

    /** The enum constant's name. */
    String name();

    /** {@code sales.orders.write} for {@code ORDERS_WRITE} of sales. */
    default String code() {
        return module() + "." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }

    /** Whether it lets its holder see and not change. */
    default boolean isRead() {
        return code().endsWith(".read");
    }
}
