package erp.crm.identity;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.util.List;
import java.util.UUID;

/** Where merged records point to: always to one that goes on. */
public final class Redirects {
    private Redirects() {}

    /** What pointed to the one points to the other from now on. */
    public static void shorten(Tx tx, String table, UUID from, UUID to) {
        Sql.update(
                tx.session(),
                "update %s set merged_into_id = ?, version = version + 1".formatted(table)
                        + " where company_id = ? and merged_into_id = ?",
                List.of(to, tx.companyId(), from));
    }
}
