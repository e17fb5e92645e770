package erp.users;

import erp.core.auth.Identity;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Roles that each company has. What they allow follows from a rule, in each version anew. */
enum BuiltInRole {
    ADMINISTRATOR,
    SALES_CLERK,
    WAREHOUSE_CLERK,
    ACCOUNTANT,
    AUDITOR,
    RELEASE_PROBE;

    /** {@code sales-clerk}. */
    String roleName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of that name; throws {@link IllegalArgumentException} where it is none of these. */
    static BuiltInRole named(String roleName) {
        return valueOf(roleName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * Its rights.
     *
     * @param known all codes that there are
     */
    Set<String> permissions(Collection<String> known) {
        if (this == ADMINISTRATOR) {
            return Set.of("*");
        }
        Set<String> codes = new TreeSet<>();
        known.stream().filter(this::holds).forEach(codes::add);
        return codes;
    }

    private boolean holds(String code) {
        boolean reads = code.endsWith(".read");
        return switch (this) {
            case ADMINISTRATOR -> true;
            case SALES_CLERK -> in(code, "sales") || (reads && in(code, "inventory", "core"));
            case WAREHOUSE_CLERK ->
                    in(code, "inventory")
                            || (reads && in(code, "sales", "core"))
                            || code.contains(".deliver");
            case ACCOUNTANT ->
                    in(code, "finance")
                            || (reads && in(code, "sales", "inventory", "core"))
                            || code.startsWith("sales.invoices.");
            case AUDITOR -> reads;
            case RELEASE_PROBE ->
                    reads || code.equals(Identity.PROBE) || code.equals("sales.orders.write");
        };
    }

    private static boolean in(String code, String... modules) {
        for (String module : modules) {
            if (code.startsWith(module + ".")) {
                return true;
            }
        }
        return false;
    }
}
