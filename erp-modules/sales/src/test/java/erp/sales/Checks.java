package erp.sales;

import erp.migrations.Invariants;

import java.sql.SQLException;
import java.util.List;

/** The checks on the data that every operation must leave clean. */
final class Checks {
    private Checks() {}

    /** What is broken, each with its first rows; empty when all is well. */
    static List<String> broken(Shop shop) {
        try {
            return new Invariants()
                    .run(shop.server.schema().administrator().dataSource()).stream()
                            .filter(result -> !result.passed())
                            .map(
                                    result ->
                                            result.id()
                                                    + " "
                                                    + result.error().orElse("")
                                                    + result.firstRows())
                            .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
