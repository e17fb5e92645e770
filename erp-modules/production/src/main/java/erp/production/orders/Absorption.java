package erp.production.orders;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Hours that become part of what is made: people's and the place's. */
final class Absorption {
    private Absorption() {}

    /**
     * @param labour of the value; negative, like the value, where hours are taken back
     */
    static void post(
            Tx tx,
            Ledger ledger,
            Source source,
            LocalDate date,
            String text,
            Currency currency,
            BigDecimal labour,
            BigDecimal value) {
        if (value.signum() == 0) {
            ledger.requireOpen(tx, date);
            return;
        }
        List<Line> lines = new ArrayList<>();
        put(lines, AccountRole.WORK_IN_PROGRESS, value, currency);
        put(lines, AccountRole.LABOUR_ABSORBED, labour.negate(), currency);
        put(lines, AccountRole.OVERHEAD_ABSORBED, labour.subtract(value), currency);
        ledger.post(tx, new Entry(Book.GENERAL, source, date, text, lines));
    }

    private static void put(
            List<Line> lines, AccountRole role, BigDecimal amount, Currency currency) {
        if (amount.signum() != 0) {
            lines.add(
                    Line.on(
                            amount.signum() > 0 ? Side.DEBIT : Side.CREDIT,
                            new Line.Target.Role(role),
                            new Money(amount.abs(), currency)));
        }
    }
}
