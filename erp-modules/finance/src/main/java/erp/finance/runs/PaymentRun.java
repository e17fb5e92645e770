package erp.finance.runs;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.finance.common.FinanceError;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What is to be paid to suppliers at once. Whoever entered what it says does not release it. */
@Entity
@Table(name = "finance_payment_run")
public class PaymentRun extends Document {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(13);

    private String number;

    @Enumerated(EnumType.STRING)
    private RunState state = RunState.DRAFT;

    private LocalDate dueBy;
    private Currency currency;
    private BigDecimal total;
    private BigDecimal discount;
    private UUID enteredBy;
    private @Nullable UUID releasedBy;
    private @Nullable LocalDate paymentDate;
    private Instant createdAt;

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "run_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<PaymentRunLine> lines = new ArrayList<>();

    protected PaymentRun() {}

    PaymentRun(Tx tx, LocalDate dueBy) {
        super(tx.newId());
        this.number = DocumentNumber.of("PR", getId(), tx.today());
        this.dueBy = dueBy;
        this.currency = tx.company().currency();
        this.createdAt = tx.now();
        this.total = BigDecimal.ZERO;
        this.discount = BigDecimal.ZERO;
        this.enteredBy = tx.actor().id();
    }

    /** Pays these from now on; whoever says so has entered it. */
    void hold(Tx tx, List<Part> parts) {
        requireDraft();
        requireFitting(parts);
        enteredBy = tx.actor().id();
        lines.clear();
        tx.flush(); // the old lines' items are free before the new ones take them
        Money cash = Money.zero(currency);
        Money off = Money.zero(currency);
        for (Part part : parts) {
            PaymentRunLine line =
                    new PaymentRunLine(
                            tx.newId(),
                            lines.size() + 1,
                            part.item(),
                            part.amount(),
                            part.discount());
            lines.add(line);
            cash = cash.plus(line.money(currency));
            off = off.plus(part.discount());
        }
        total = cash.amount();
        discount = off.amount();
    }

    /** Its sum has to fit into an amount. */
    private static void requireFitting(List<Part> parts) {
        BigDecimal sum =
                parts.stream()
                        .map(part -> part.amount().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        FinanceError.INVALID_PAYMENT.refuseIf(
                sum.compareTo(LIMIT) >= 0,
                "/lines",
                "range",
                "must sum to below " + LIMIT.toPlainString());
    }

    /** Throws RUN_STATE, OWN_DOCUMENT. */
    void release(Tx tx) {
        requireDraft();
        if (tx.actor().id().equals(enteredBy)) {
            throw new ErpException(
                    FinanceError.OWN_DOCUMENT,
                    "payment run %s is released by somebody else than who entered it",
                    number);
        }
        state = RunState.PAID;
        releasedBy = tx.actor().id();
        paymentDate = tx.today();
    }

    void cancel() {
        requireDraft();
        state = RunState.CANCELLED;
    }

    private void requireDraft() {
        if (state != RunState.DRAFT) {
            throw new ErpException(
                    FinanceError.RUN_STATE, "payment run %s is %s, no draft", number, state);
        }
    }

    String number() {
        return number;
    }

    Currency currency() {
        return currency;
    }

    Money total() {
        return new Money(total, currency);
    }

    List<PaymentRunLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * @param lines as they are shown
     */
    PaymentRunView view(List<PaymentRunView.Line> lines) {
        return new PaymentRunView(
                getId(),
                number,
                state,
                dueBy,
                total(),
                new Money(discount, currency),
                enteredBy,
                releasedBy,
                paymentDate,
                lines,
                getVersion());
    }

    /**
     * So much of an open item.
     *
     * @param discount what of it is taken off
     */
    record Part(UUID item, Money amount, Money discount) {}
}
