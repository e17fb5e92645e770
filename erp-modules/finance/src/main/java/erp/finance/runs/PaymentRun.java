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
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
    @JoinColumn(name = "run_id", nullable = false, updatable = false)
    @OrderBy("lineNo")
    private List<PaymentRunSetOff> setOffs = new ArrayList<>();

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

    /** Pays and sets off this from now on; whoever says so has entered it. */
    void hold(Tx tx, Holding holding) {
        requireDraft();
        requireFitting(holding);
        enteredBy = tx.actor().id();
        lines.clear();
        setOffs.clear();
        tx.flush(); // the old lines' items are free before the new ones take them
        Money cash = Money.zero(currency);
        Money off = Money.zero(currency);
        for (Holding.Part part : holding.parts()) {
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
        for (SetOff one : holding.setOffs()) {
            setOffs.add(new PaymentRunSetOff(tx.newId(), setOffs.size() + 1, one));
        }
    }

    /** Its sum has to fit into an amount. */
    private static void requireFitting(Holding holding) {
        BigDecimal sum =
                Stream.concat(
                                holding.parts().stream().map(Holding.Part::amount),
                                holding.setOffs().stream().map(SetOff::amount))
                        .map(Money::amount)
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

    /** Pays and sets off less than was proposed. */
    void leaveOut(Predicate<PaymentRunLine> unpaid, Predicate<PaymentRunSetOff> unsettled) {
        lines.removeIf(unpaid);
        setOffs.removeIf(unsettled);
        Money cash = Money.zero(currency);
        Money off = Money.zero(currency);
        for (PaymentRunLine line : lines) {
            cash = cash.plus(line.money(currency));
            off = off.plus(line.discount(currency));
        }
        total = cash.amount();
        discount = off.amount();
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

    List<PaymentRunSetOff> setOffs() {
        return List.copyOf(setOffs);
    }

    /** So much is settled without money. */
    Money setOff() {
        return setOffs.stream()
                .map(it -> it.amount(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** As it is shown, with what it pays and sets off. */
    PaymentRunView view(
            List<PaymentRunView.Line> shownLines, List<PaymentRunView.SetOff> shownSetOffs) {
        return new PaymentRunView(
                getId(),
                number,
                state,
                dueBy,
                total(),
                new Money(discount, currency),
                setOff(),
                enteredBy,
                releasedBy,
                paymentDate,
                shownLines,
                shownSetOffs,
                getVersion());
    }
}
