package erp.hr.expenses;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.tax.TaxTotals;
import erp.hr.common.HrError;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** Aggregate root: what an employee claims, all of it decided on together. */
@Entity
@Table(name = "hr_expense_claim")
public class ExpenseClaim extends Document {
    static final String TYPE = "hr.expense-claim";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final int BASE = 36;

    private String number;
    private UUID employeeId;
    private String text;

    @Enumerated(EnumType.STRING)
    private ClaimState state = ClaimState.DRAFT;

    private Currency currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal total;

    /** The user who last said what is claimed. */
    private UUID enteredBy;

    private @Nullable UUID paymentId;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "claim_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<ExpenseLine> lines = new ArrayList<>();

    protected ExpenseClaim() {}

    ExpenseClaim(Tx tx, UUID employee, NewClaim wanted, List<ExpenseType> types, TaxTotals totals) {
        super(tx.newId());
        this.employeeId = employee;
        this.currency = tx.company().currency();
        this.number = number(getId(), tx.today());
        say(tx, wanted, types, totals);
    }

    /** {@code EC-261126-3K9ZQ0T1}: of the id's random part, so that nobody waits for a counter. */
    private static String number(UUID id, LocalDate today) {
        String random = Long.toString(id.getLeastSignificantBits() & 0xFF_FFFF_FFFFL, BASE);
        return "EC-" + DAY.format(today) + "-" + random.toUpperCase(Locale.ROOT);
    }

    /** Throws EXPENSE_STATE. */
    void change(Tx tx, NewClaim wanted, List<ExpenseType> types, TaxTotals totals) {
        if (state != ClaimState.DRAFT) {
            throw wrong("only a draft is changed");
        }
        say(tx, wanted, types, totals);
    }

    private void say(Tx tx, NewClaim wanted, List<ExpenseType> types, TaxTotals totals) {
        text = wanted.text();
        enteredBy = tx.actor().id();
        net = totals.net().amount();
        this.tax = totals.tax().amount();
        total = totals.gross().amount();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewClaim.NewLine line = wanted.lines().get(i);
            Money share = totals.shares().get(i);
            if (i == lines.size()) {
                lines.add(new ExpenseLine(tx.newId(), i + 1, line, types.get(i), share));
            } else {
                lines.get(i).say(line, types.get(i), share);
            }
        }
        while (lines.size() > wanted.lines().size()) {
            lines.removeLast();
        }
    }

    /** Throws EXPENSE_STATE. */
    void require(ClaimState wanted) {
        if (state != wanted) {
            throw wrong("not " + wanted);
        }
    }

    /** Throws EXPENSE_STATE. */
    void become(ClaimState next) {
        if (!state.next().contains(next)) {
            throw wrong("it cannot become " + next);
        }
        state = next;
    }

    void paidBy(UUID payment) {
        paymentId = payment;
    }

    private ErpException wrong(String why) {
        return new ErpException(HrError.EXPENSE_STATE, "the claim is %s, %s", state, why);
    }

    UUID employeeId() {
        return employeeId;
    }

    String number() {
        return number;
    }

    UUID enteredBy() {
        return enteredBy;
    }

    Currency currency() {
        return currency;
    }

    Money total() {
        return new Money(total, currency);
    }

    List<ExpenseLine> lines() {
        return lines;
    }

    ExpenseClaims.ClaimView view(Function<UUID, String> type) {
        return new ExpenseClaims.ClaimView(
                getId(),
                number,
                employeeId,
                text,
                state,
                new Money(net, currency),
                new Money(tax, currency),
                new Money(total, currency),
                lines.stream()
                        .map(it -> it.view(currency, type.apply(it.expenseTypeId())))
                        .toList(),
                paymentId,
                getVersion());
    }

    ExpenseClaims.ClaimSummary summary() {
        return new ExpenseClaims.ClaimSummary(
                getId(), number, employeeId, text, state, total(), getVersion());
    }
}
