package erp.hr.expenses;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** One thing that an employee paid for. */
@Entity
@Table(name = "hr_expense_line")
public class ExpenseLine extends CompanyRow {
    private int lineNo;
    private LocalDate expenseDate;
    private UUID expenseTypeId;
    private String text;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;

    protected ExpenseLine() {}

    ExpenseLine(UUID id, int lineNo, NewClaim.NewLine wanted, ExpenseType type, Money taxShare) {
        super(id);
        this.lineNo = lineNo;
        say(wanted, type, taxShare);
    }

    final void say(NewClaim.NewLine wanted, ExpenseType type, Money taxShare) {
        expenseDate = wanted.date();
        expenseTypeId = type.getId();
        text = wanted.text();
        net = wanted.net().amount();
        tax = taxShare.amount();
        taxCode = wanted.taxCodeOrDefault();
    }

    UUID expenseTypeId() {
        return expenseTypeId;
    }

    String taxCode() {
        return taxCode;
    }

    Money net(Currency currency) {
        return new Money(net, currency);
    }

    ExpenseClaims.LineView view(Currency currency, String type) {
        return new ExpenseClaims.LineView(
                expenseDate,
                type,
                text,
                new Money(net, currency),
                new Money(tax, currency),
                taxCode);
    }
}
