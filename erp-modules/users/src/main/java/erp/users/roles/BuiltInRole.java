package erp.users.roles;

import erp.core.auth.Identity;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Roles that each company has. What they allow follows from a rule, in each version anew. */
public enum BuiltInRole {
    ADMINISTRATOR,
    SALES_CLERK,
    WAREHOUSE_CLERK,
    ACCOUNTANT,
    AUDITOR,
    RELEASE_PROBE;

    /** {@code sales-clerk}. */
    public String roleName() {
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
            // Who sells does not let the goods go, and who lets them go does not sell.
            case SALES_CLERK ->
                    (in(code, "sales") && (reads || !in(code, "sales.deliveries")))
                            || (reads && in(code, "inventory", "core"));
            case WAREHOUSE_CLERK ->
                    in(code, "inventory", "sales.deliveries")
                            || (reads && in(code, "sales", "core"));
            case ACCOUNTANT ->
                    in(code, "finance")
                            || (reads && in(code, "sales", "inventory", "core"))
                            || in(code, "sales.invoices");
            case AUDITOR -> reads;
            // What else it tries out is a dry run, which that right allows.
            case RELEASE_PROBE -> reads || code.equals(Identity.PROBE);
        };
    }

    /**
     * @param areas modules, or parts of them: {@code sales}, {@code sales.invoices}
     */
    private static boolean in(String code, String... areas) {
        for (String area : areas) {
            if (code.startsWith(area + ".")) {
                return true;
            }
        }
        return false;
    }
}
