package erp.finance.reports;

import erp.core.http.Tabular;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.AccountRole;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What came to the bank account between two days and what left it, by what it was for: the other
 * lines of the same entries (direct method).
 *
 * @param opening what was there before
 */
record CashFlow(
        LocalDate from,
        LocalDate to,
        Sum opening,
        List<Row> flows,
        Sum received,
        Sum paid,
        Sum closing)
        implements Tabular {
    private static final String FLOWS =
            """
            select a.id, a.code, a.name, a.role, x.received, x.paid
            from (select l.account_id, sum(l.credit) as received, sum(l.debit) as paid
                  from (select distinct entry_id from finance_journal_line
                        where account_id = ? and entry_date between ? and ?) b
                  join finance_journal_line l on l.entry_id = b.entry_id
                  where l.account_id <> ?
                  group by l.account_id) x
            join finance_account a on a.id = x.account_id
            order by a.code\
            """;

    /** With whom, or for what, money changes hands. */
    enum Kind {
        CUSTOMERS,
        SUPPLIERS,
        EMPLOYEES,
        AUTHORITIES,
        OWNERS,
        OTHER;

        static Kind of(@Nullable String role) {
            return switch (role) {
                case "RECEIVABLE", "UNALLOCATED_CASH" -> CUSTOMERS;
                case "PAYABLE", "SUPPLIER_CREDITS" -> SUPPLIERS;
                case "EMPLOYEE_PAYABLE", "EMPLOYEE_LOANS", "NET_PAY_PAYABLE", "WAGES" -> EMPLOYEES;
                case "TAX_DUE", "PAYROLL_LIABILITIES" -> AUTHORITIES;
                case "RETAINED_EARNINGS", "OPENING_BALANCES" -> OWNERS;
                case null, default -> OTHER;
            };
        }
    }

    /**
     * An account on the other side.
     *
     * @param net received less paid
     */
    record Row(
            Kind kind,
            UUID accountId,
            String code,
            String name,
            Sum received,
            Sum paid,
            Sum net,
            String ledger) {
        static Row of(
                @Nullable String role,
                UUID account,
                String code,
                String name,
                BigDecimal received,
                BigDecimal paid,
                String currency,
                Days days) {
            return new Row(
                    Kind.of(role),
                    account,
                    code,
                    name,
                    Sum.of(received, currency),
                    Sum.of(paid, currency),
                    Sum.of(received.subtract(paid), currency),
                    GeneralLedger.path(account, days));
        }
    }

    static CashFlow of(Tx tx, Days days) {
        String currency = tx.company().currency().getCurrencyCode();
        BigDecimal opening = BigDecimal.ZERO;
        List<Row> flows = new ArrayList<>();
        for (UUID bank : new AccountQueries_(tx.session()).accountsOf(AccountRole.BANK.name())) {
            opening = opening.add(Balances.of(tx, bank, days.before()).balance());
            flows.addAll(flows(tx, bank, days, currency));
        }
        BigDecimal received = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        for (Row row : flows) {
            received = received.add(row.received().cell());
            paid = paid.add(row.paid().cell());
        }
        return new CashFlow(
                days.from(),
                days.to(),
                Sum.of(opening, currency),
                flows,
                Sum.of(received, currency),
                Sum.of(paid, currency),
                Sum.of(opening.add(received).subtract(paid), currency));
    }

    private static List<Row> flows(Tx tx, UUID bank, Days days, String currency) {
        return Sql.query(
                tx.session(),
                FLOWS,
                List.of(bank, days.from(), days.to(), bank),
                row ->
                        Row.of(
                                row.getString(4),
                                Sql.uuid(row.getBytes(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getBigDecimal(5),
                                row.getBigDecimal(6),
                                currency,
                                days));
    }

    @Override
    public Table table() {
        return new Table(
                List.of("kind", "code", "name", "currency", "received", "paid", "net"),
                flows.stream()
                        .map(
                                it ->
                                        List.<Object>of(
                                                it.kind(),
                                                it.code(),
                                                it.name(),
                                                it.net().currency(),
                                                it.received().cell(),
                                                it.paid().cell(),
                                                it.net().cell()))
                        .toList());
    }
}
