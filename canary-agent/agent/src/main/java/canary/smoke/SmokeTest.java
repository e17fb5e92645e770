package canary.smoke;

import java.util.Locale;

/**
 * What is tried as the probe user: something of each module is read, and an order goes through
 * several. Plans leave them out by their words.
 */
public enum SmokeTest {
    CORE("/api/v1/core/companies?limit=1"),
    USERS("/api/v1/users/me"),
    FINANCE("/api/v1/finance/accounts?limit=1"),
    INVENTORY("/api/v1/inventory/items?limit=1"),
    SALES("/api/v1/sales/customers?limit=1"),
    /** An order as a dry run; its path is that of the orders. */
    ORDER(DryRunOrder.PATH);

    private final String path;

    SmokeTest(String path) {
        this.path = path;
    }

    /** As it stands in plans and in the names of checks. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is asked. */
    String path() {
        return path;
    }
}
