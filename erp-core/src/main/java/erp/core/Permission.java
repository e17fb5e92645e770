package erp.core;

/**
 * A right to call an operation; one enum per module. Its {@link #code()} stands in roles and
 * tokens.
 */
public interface Permission {

    /** The enum constant's name. */
    String name();

    /** {@code sales.orders.write} for {@code ORDERS_WRITE} in package {@code erp.sales}. */
    default String code() {
        String module = getClass().getPackageName();
        return module.substring(module.lastIndexOf('.') + 1)
                + "."
                + name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }
}
