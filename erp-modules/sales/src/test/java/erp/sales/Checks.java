package erp.sales;

import erp.migrations.NarrowedChecks;

import java.util.List;

/** The checks on the data that every operation must leave clean. */
final class Checks {
    private Checks() {}

    /** What is broken, each with its first rows; empty when all is well. */
    static List<String> broken(Shop shop) {
        return NarrowedChecks.brokenOldOrNew(shop.server.schema().administrator().dataSource());
    }
}
