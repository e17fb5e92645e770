package erp.finance.runs;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Violations;
import erp.core.party.Parties;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.ledger.PostedTaxes;
import erp.finance.payments.NewCredit;
import erp.finance.payments.NewPayment;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;
import erp.finance.payments.PaymentMethod;
import erp.finance.payments.Payments;
import erp.finance.tax.Taxed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Proposes what is to be paid to suppliers, and pays it. */
public final class PaymentRuns {
    static final String TYPE = "finance.payment-run";

    /** Most items of a run. */
    static final int LINES = 500;

    /** Most credits that are set off with them: each ends one of the two. */
    static final int SET_OFFS = 2 * LINES;

    private final Payments payments;

    public PaymentRuns(Payments payments) {
        this.payments = payments;
    }

    /** Throws INVALID_PAYMENT, NOTHING_DUE. */
    PaymentRunView propose(Tx tx, NewPaymentRun wanted) {
        UUID supplier = wanted.supplierId();
        FinanceError.INVALID_PAYMENT.refuseIf(
                supplier != null && new Parties().list(tx, List.of(supplier)).isEmpty(),
                "/supplierId",
                "exists",
                "is no supplier of this company");
        PaymentRun run = new PaymentRun(tx, wanted.dueBy());
        List<Payable> due =
                Payable.due(
                        tx, run.currency(), wanted.dueBy(), wanted.discounts(), supplier, LINES);
        if (due.isEmpty()) {
            throw new ErpException(
                    FinanceError.NOTHING_DUE,
                    "nothing is due by %s that no other run is about to pay%s",
                    wanted.dueBy(),
                    tx.held().isEmpty() ? "" : " or that is not held for review");
        }
        Set<UUID> suppliers = due.stream().map(Payable::supplier).collect(Collectors.toSet());
        List<SupplierCredit> credits =
                wanted.credits()
                        ? SupplierCredit.open(tx, run.currency(), suppliers, LINES).stream()
                                .filter(it -> tx.held(it.id()) == null)
                                .toList()
                        : List.of();
        run.hold(tx, Holding.of(tx, due, credits, wanted.discounts()));
        tx.created(TYPE, run, said(run));
        return view(tx, run);
    }

    /** Throws RUN_NOT_FOUND, RUN_STATE, OPEN_ITEM_NOT_FOUND, INVALID_PAYMENT, OVER_ALLOCATION. */
    PaymentRunView change(Tx tx, UUID id, PaymentRunChange wanted, LongConsumer expect) {
        PaymentRun run = lock(tx, id, expect);
        run.hold(tx, Holding.of(tx, run.currency(), wanted));
        tx.changed(TYPE, run, "change", said(run));
        return view(tx, run);
    }

    PaymentRunView cancel(Tx tx, UUID id, LongConsumer expect) {
        PaymentRun run = lock(tx, id, expect);
        run.cancel();
        tx.changed(TYPE, run, "cancel", Map.of());
        return view(tx, run);
    }

    /**
     * Allocates the credits, then pays all of the rest today, each supplier at once, and posts what
     * is taken off. Throws RUN_NOT_FOUND, RUN_STATE, OWN_DOCUMENT, DISCOUNT_EXPIRED,
     * OVER_ALLOCATION and what payments throw.
     */
    PaymentRunView release(Tx tx, UUID id, LongConsumer expect) {
        PaymentRun run = lock(tx, id, expect);
        run.release(tx);
        credits(tx, run, true);
        Map<UUID, Payable> items = byId(tx, run, true);
        leaveOutHeld(tx, run, items);
        checkDiscounts(tx, run, items);
        Map<UUID, List<PaymentRunLine>> bySupplier =
                run.lines().stream()
                        .collect(
                                Collectors.groupingBy(
                                        line -> item(items, line).supplier(),
                                        TreeMap::new,
                                        Collectors.toList()));
        tx.changed(TYPE, run, "release", said(run));
        setOff(tx, run);
        bySupplier.forEach((supplier, lines) -> pay(tx, run, supplier, lines, items));
        return view(tx, run);
    }

    PaymentRunView view(Tx tx, UUID id) {
        return view(tx, tx.require(PaymentRun.class, id, FinanceError.RUN_NOT_FOUND));
    }

    /** What was put in quarantine since the run was proposed is not paid, all else is. */
    private static void leaveOutHeld(Tx tx, PaymentRun run, Map<UUID, Payable> items) {
        List<String> left = new ArrayList<>();
        items.values().stream()
                .filter(it -> it.isHeld(tx))
                .forEach(it -> left.add(it.sourceType() + " " + it.source()));
        run.setOffs().stream()
                .map(PaymentRunSetOff::credit)
                .distinct()
                .filter(it -> tx.held(it) != null)
                .forEach(it -> left.add("credit " + it));
        if (left.isEmpty()) {
            return;
        }
        run.leaveOut(
                line -> item(items, line).isHeld(tx),
                it -> item(items, it.openItem()).isHeld(tx) || tx.held(it.credit()) != null);
        if (run.lines().isEmpty() && run.setOffs().isEmpty()) {
            throw new ErpException(
                    CoreError.QUARANTINED,
                    "all that payment run %s would pay is held for review: %s",
                    run.number(),
                    String.join(", ", left));
        }
        tx.changed(TYPE, run, "leave-out", Map.of("inQuarantine", left));
    }

    private void setOff(Tx tx, PaymentRun run) {
        Map<UUID, List<PaymentRunSetOff>> byCredit =
                run.setOffs().stream()
                        .collect(
                                Collectors.groupingBy(
                                        PaymentRunSetOff::credit,
                                        TreeMap::new,
                                        Collectors.toList()));
        byCredit.forEach(
                (credit, all) -> {
                    for (List<PaymentRunSetOff> some : batches(all)) {
                        Map<UUID, UUID> made =
                                payments.allocate(
                                        tx,
                                        credit,
                                        some.stream()
                                                .map(
                                                        it ->
                                                                new Allocation(
                                                                        new ItemRef.Id(
                                                                                it.openItem()),
                                                                        it.amount(run.currency())))
                                                .toList());
                        some.forEach(
                                it -> it.doneBy(Objects.requireNonNull(made.get(it.openItem()))));
                    }
                });
    }

    private static <T> List<List<T>> batches(List<T> all) {
        return all.stream().gather(Gatherers.windowFixed(NewPayment.MOST_ALLOCATIONS)).toList();
    }

    private void pay(
            Tx tx,
            PaymentRun run,
            UUID supplier,
            List<PaymentRunLine> lines,
            Map<UUID, Payable> items) {
        for (List<PaymentRunLine> some : batches(lines)) {
            Money sum =
                    some.stream()
                            .map(line -> line.money(run.currency()))
                            .reduce(Money.zero(run.currency()), Money::plus);
            UUID payment =
                    payments.post(
                            tx,
                            new NewPayment(
                                    Subledger.PAYABLE,
                                    supplier,
                                    sum,
                                    tx.today(),
                                    run.number(),
                                    some.stream()
                                            .map(
                                                    line ->
                                                            new Allocation(
                                                                    new ItemRef.Id(line.openItem()),
                                                                    line.money(run.currency())))
                                            .toList()));
            some.forEach(line -> line.paidBy(payment));
        }
        for (PaymentRunLine line : lines) {
            if (line.discount(run.currency()).isPositive()) {
                takeDiscount(tx, run, line, item(items, line));
            }
        }
    }

    /** Income, and less of the tax that was taken off what we owe: the goods cost less. */
    private void takeDiscount(Tx tx, PaymentRun run, PaymentRunLine line, Payable item) {
        Currency currency = run.currency();
        Money off = line.discount(currency);
        List<Line> against = new ArrayList<>();
        Money net = off;
        for (Taxed taxed :
                PostedTaxes.of(tx, item.sourceType(), item.source(), item.posting(), currency)) {
            Taxed part =
                    new Taxed(
                            taxed.code(),
                            share(taxed.base(), off, item.amount()),
                            share(taxed.amount(), off, item.amount()));
            against.add(Line.tax(part));
            net = net.minus(part.amount());
        }
        if (net.isPositive()) {
            against.add(Line.credit(AccountRole.DISCOUNTS_RECEIVED, net));
        }
        payments.credit(
                tx,
                new NewCredit(
                        tx.newId(),
                        PaymentMethod.DISCOUNT,
                        Subledger.PAYABLE,
                        item.supplier(),
                        off,
                        tx.today(),
                        run.number(),
                        "Discount of " + item.reference(),
                        against,
                        List.of(new Allocation(new ItemRef.Id(item.id()), off))));
    }

    private static Money share(Money whole, Money part, Money of) {
        BigDecimal exact =
                whole.amount()
                        .multiply(part.amount())
                        .divide(
                                of.amount(),
                                whole.currency().getDefaultFractionDigits(),
                                RoundingMode.DOWN);
        return new Money(exact, whole.currency());
    }

    private static void checkDiscounts(Tx tx, PaymentRun run, Map<UUID, Payable> items) {
        Violations late = new Violations();
        for (int i = 0; i < run.lines().size(); i++) {
            PaymentRunLine line = run.lines().get(i);
            Money amount = line.amount(run.currency());
            Money possible = item(items, line).discountOn(tx.today(), amount);
            late.addIf(
                    line.discount(run.currency()).compareTo(possible) > 0,
                    "/lines/" + i + "/discount",
                    "expired",
                    "can be " + possible + " today: change the run");
        }
        late.refuse(FinanceError.DISCOUNT_EXPIRED);
    }

    private static PaymentRun lock(Tx tx, UUID id, LongConsumer expect) {
        PaymentRun run = tx.lock(PaymentRun.class, id, FinanceError.RUN_NOT_FOUND);
        expect.accept(run.getVersion());
        return run;
    }

    private static Map<UUID, SupplierCredit> credits(Tx tx, PaymentRun run, boolean lock) {
        Set<UUID> ids =
                run.setOffs().stream().map(PaymentRunSetOff::credit).collect(Collectors.toSet());
        return SupplierCredit.of(tx, run.currency(), ids, lock).stream()
                .collect(Collectors.toMap(SupplierCredit::id, Function.identity()));
    }

    private static Map<UUID, Payable> byId(Tx tx, PaymentRun run, boolean lock) {
        Set<UUID> ids =
                Stream.concat(
                                run.lines().stream().map(PaymentRunLine::openItem),
                                run.setOffs().stream().map(PaymentRunSetOff::openItem))
                        .collect(Collectors.toSet());
        return Payable.of(tx, run.currency(), ids, lock).stream()
                .collect(Collectors.toMap(Payable::id, Function.identity()));
    }

    /** As the history keeps it. */
    private static Map<String, Object> said(PaymentRun run) {
        return Map.of("total", run.total(), "setOff", run.setOff(), "lines", run.lines().size());
    }

    private static Payable item(Map<UUID, Payable> items, PaymentRunLine line) {
        return item(items, line.openItem());
    }

    private static Payable item(Map<UUID, Payable> items, UUID id) {
        return Objects.requireNonNull(items.get(id), "no payable " + id);
    }

    private static PaymentRunView view(Tx tx, PaymentRun run) {
        tx.flush();
        Map<UUID, Payable> items = byId(tx, run, false);
        Map<UUID, SupplierCredit> credits = credits(tx, run, false);
        Currency currency = run.currency();
        return run.view(
                run.lines().stream().map(it -> view(it, item(items, it), currency)).toList(),
                run.setOffs().stream()
                        .map(
                                it ->
                                        view(
                                                it,
                                                item(items, it.openItem()),
                                                Objects.requireNonNull(credits.get(it.credit())),
                                                currency))
                        .toList());
    }

    private static PaymentRunView.Line view(PaymentRunLine line, Payable item, Currency currency) {
        return new PaymentRunView.Line(
                item.id(),
                item.supplier(),
                item.reference(),
                item.due(),
                line.amount(currency),
                line.discount(currency),
                line.payment());
    }

    private static PaymentRunView.SetOff view(
            PaymentRunSetOff setOff, Payable item, SupplierCredit credit, Currency currency) {
        return new PaymentRunView.SetOff(
                credit.id(),
                credit.reference(),
                item.id(),
                item.supplier(),
                item.reference(),
                setOff.amount(currency),
                setOff.allocation());
    }
}
