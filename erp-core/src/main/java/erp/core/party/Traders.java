package erp.core.party;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Details of those that a document names, as they are committed: every sale asks for them. */
final class Traders {
    private static final String COLUMNS =
            "%1$s.name, %1$s.tax_id, %2$s, %1$s.street, %1$s.street2, %1$s.postal_code, %1$s.city,"
                    + " %1$s.country";
    private static final String PARTNER = COLUMNS.formatted("p", "p.email");
    private static final String COMPANY = COLUMNS.formatted("c", "null");
    private static final int COLUMN_COUNT = 8;

    private Traders() {}

    static Optional<PartyDetails> partner(Tx tx, UUID id) {
        return Sql.query(
                        tx.session(),
                        "select %s from core_party p where p.id = ? and p.company_id = ?"
                                .formatted(PARTNER),
                        List.of(id, tx.companyId()),
                        row -> details(row, 0))
                .stream()
                .findAny();
    }

    static Optional<TradingParties> both(Tx tx, UUID partner) {
        return Sql.query(
                        tx.session(),
                        """
                        select %s, %s from core_party p join core_company c on c.id = p.company_id
                        where p.id = ? and p.company_id = ?\
                        """
                                .formatted(COMPANY, PARTNER),
                        List.of(partner, tx.companyId()),
                        row -> new TradingParties(details(row, 0), details(row, COLUMN_COUNT)))
                .stream()
                .findAny();
    }

    private static PartyDetails details(ResultSet row, int before) throws SQLException {
        return new PartyDetails(
                row.getString(before + 1),
                row.getString(before + 2),
                row.getString(before + 3),
                row.getString(before + 4),
                row.getString(before + 5),
                row.getString(before + 6),
                row.getString(before + 7),
                row.getString(before + 8));
    }
}
