package erp.purchasing.returns;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewCredit;
import erp.finance.payments.PaymentMethod;
import erp.finance.tax.TaxTotals;

import java.util.ArrayList;
import java.util.List;

/**
 * A credit that is saved and not posted yet: stock is moved in between.
 *
 * @param cleared what it takes off the account of goods that are invoiced
 */
record Kept(Credits.Heading heading, SupplierCredit credit, TaxTotals totals, Money cleared) {
    /** Pieces are taken off what is invoiced; the rest is a price that changed. */
    void post(Tx tx, Finance finance) {
        List<Line> against = new ArrayList<>();
        add(against, AccountRole.GOODS_INVOICED_NOT_RECEIVED, cleared);
        add(against, AccountRole.PURCHASE_PRICE_VARIANCE, totals.net().minus(cleared));
        if (totals.gross().isPositive()) {
            totals.taxes().forEach(taxed -> against.add(Line.tax(taxed)));
            finance.payments()
                    .credit(
                            tx,
                            new NewCredit(
                                    heading.id(),
                                    PaymentMethod.CREDIT,
                                    Subledger.PAYABLE,
                                    heading.supplier(),
                                    totals.gross(),
                                    tx.today(),
                                    heading.number(),
                                    text(),
                                    against,
                                    List.of()));
        } else if (!against.isEmpty()) {
            // All of its price was credited before: nothing is claimed, and nothing is billed.
            finance.ledger()
                    .post(
                            tx,
                            new Entry(
                                    Book.PURCHASES,
                                    new Source(SupplierCredit.TYPE, heading.id(), "clear"),
                                    tx.today(),
                                    text(),
                                    against));
        } else {
            finance.ledger().requireOpen(tx, tx.today());
        }
        tx.posted("purchasing", "credit", totals.gross());
    }

    private String text() {
        return switch (heading.kind()) {
            case CREDIT_NOTE -> "Supplier credit note " + heading.number();
            case DEBIT_NOTE -> "Debit note " + heading.number();
        };
    }

    private static void add(List<Line> lines, AccountRole role, Money amount) {
        if (!amount.isZero()) {
            lines.add(
                    Line.on(
                            amount.isNegative() ? Side.DEBIT : Side.CREDIT,
                            new Line.Target.Role(role),
                            amount.isNegative() ? amount.negate() : amount));
        }
    }
}
