package erp.hr.common;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;

/**
 * Who saw which employee's personal data: a row for each read, in the transaction of the read, so
 * that nothing is answered that is not logged.
 */
public final class AccessLog {
    private static final String INSERT =
            "insert into hr_personal_access (id, company_id, at, actor_id, actor_name, request_id,"
                    + " what, employee_id) values ";
    private static final int ACTOR_NAME = 100;
    private static final int REQUEST_ID = 100;
    private static final int BATCH = 500;

    private AccessLog() {}

    /**
     * Notes that the caller is about to be shown this of one employee. A release probe is refused:
     * whatever it tries is rolled back, and so would the note be.
     *
     * @param what is shown, {@code contract}
     */
    public static void read(Tx tx, String what, UUID employee) {
        read(tx, what, List.of(employee));
    }

    /** The same of several employees, each noted. */
    public static void read(Tx tx, String what, Collection<UUID> employees) {
        if (tx.isDryRun() && tx.actor().isProbe()) {
            throw new ErpException(CoreError.FORBIDDEN, "a release probe sees nothing personal");
        }
        employees.stream()
                .distinct()
                .gather(Gatherers.windowFixed(BATCH))
                .forEach(some -> insert(tx, what, some));
    }

    private static void insert(Tx tx, String what, List<UUID> employees) {
        List<Object> values = new ArrayList<>();
        for (UUID employee : employees) {
            values.add(tx.newId());
            values.add(tx.companyId());
            values.add(tx.now());
            values.add(tx.actor().id());
            values.add(Sql.cut(tx.actor().name(), ACTOR_NAME));
            values.add(Sql.cut(tx.requestId(), REQUEST_ID));
            values.add(what);
            values.add(employee);
        }
        String rows =
                String.join(
                        ", ", Collections.nCopies(employees.size(), "(?, ?, ?, ?, ?, ?, ?, ?)"));
        tx.beside(() -> Sql.update(tx.session(), INSERT + rows, values));
    }
}
