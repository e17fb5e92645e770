package erp.finance.runs;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Proposes what is to be paid to suppliers, and pays it. */
public final class PaymentRuns {
    static final String TYPE = "finance.payment-run";

    /** Most items of a run. */
    static final int LINES = 500;

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
                    "nothing is due by %s that no other run is about to pay",
                    wanted.dueBy());
        }
        run.hold(
                tx,
                due.stream().map(item -> part(tx, item, item.open(), wanted.discounts())).toList());
        tx.created(TYPE, run, Map.of("total", run.total(), "lines", due.size()));
        return view(tx, run);
    }

    /** Throws RUN_NOT_FOUND, RUN_STATE, OPEN_ITEM_NOT_FOUND, INVALID_PAYMENT, OVER_ALLOCATION. */
    PaymentRunView change(Tx tx, UUID id, PaymentRunChange wanted, LongConsumer expect) {
        PaymentRun run = lock(tx, id, expect);
        run.hold(tx, parts(tx, run, wanted));
        tx.changed(
                TYPE, run, "change", Map.of("total", run.total(), "lines", wanted.lines().size()));
        return view(tx, run);
    }

    PaymentRunView cancel(Tx tx, UUID id, LongConsumer expect) {
        PaymentRun run = lock(tx, id, expect);
        run.cancel();
        tx.changed(TYPE, run, "cancel", Map.of());
        return view(tx, run);
    }

    /**
     * Pays all of it today, each supplier at once, and posts what is taken off. Throws
     * RUN_NOT_FOUND, RUN_STATE, OWN_DOCUMENT, DISCOUNT_EXPIRED, OVER_ALLOCATION and what payments
     * throw.
     */
    PaymentRunView release(Tx tx, UUID id, LongConsumer expect) {
        PaymentRun run = lock(tx, id, expect);
        run.release(tx);
        Map<UUID, Payable> items = byId(tx, run, true);
        checkDiscounts(tx, run, items);
        Map<UUID, List<PaymentRunLine>> bySupplier =
                run.lines().stream()
                        .collect(
                                Collectors.groupingBy(
                                        line -> item(items, line).supplier(),
                                        TreeMap::new,
                                        Collectors.toList()));
        tx.changed(TYPE, run, "release", Map.of("total", run.total()));
        bySupplier.forEach((supplier, lines) -> pay(tx, run, supplier, lines, items));
        return view(tx, run);
    }

    PaymentRunView view(Tx tx, UUID id) {
        return view(tx, tx.require(PaymentRun.class, id, FinanceError.RUN_NOT_FOUND));
    }

    private void pay(
            Tx tx,
            PaymentRun run,
            UUID supplier,
            List<PaymentRunLine> lines,
            Map<UUID, Payable> items) {
        for (int from = 0; from < lines.size(); from += NewPayment.MOST_ALLOCATIONS) {
            List<PaymentRunLine> some =
                    lines.subList(from, Math.min(lines.size(), from + NewPayment.MOST_ALLOCATIONS));
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

    private static List<PaymentRun.Part> parts(Tx tx, PaymentRun run, PaymentRunChange wanted) {
        List<UUID> ids = wanted.lines().stream().map(PaymentRunChange.Line::openItemId).toList();
        Map<UUID, Payable> known = byId(Payable.of(tx, run.currency(), ids, false));
        Violations unknown = new Violations();
        Violations wrong = new Violations();
        Violations tooMuch = new Violations();
        Set<UUID> seen = new HashSet<>();
        List<PaymentRun.Part> parts = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            PaymentRunChange.Line line = wanted.lines().get(i);
            String at = "/lines/" + i;
            Payable item = known.get(line.openItemId());
            tx.company().checkCurrency(line.amount().currency(), at + "/amount/currency", wrong);
            wrong.addIf(
                    !seen.add(line.openItemId()),
                    at + "/openItemId",
                    "duplicate",
                    "names an open item a second time");
            if (item == null) {
                unknown.add(at + "/openItemId", "exists", "is no payable of this company");
            } else if (line.amount().currency().equals(run.currency())) {
                tooMuch.addIf(
                        line.amount().compareTo(item.open()) > 0,
                        at + "/amount",
                        "open",
                        "is more than is open, " + item.open());
                parts.add(part(tx, item, line.amount(), line.discount()));
            }
        }
        unknown.refuse(FinanceError.OPEN_ITEM_NOT_FOUND);
        wrong.refuse(FinanceError.INVALID_PAYMENT);
        tooMuch.refuse(FinanceError.OVER_ALLOCATION);
        return parts;
    }

    private static PaymentRun.Part part(Tx tx, Payable item, Money amount, boolean discount) {
        return new PaymentRun.Part(
                item.id(),
                amount,
                discount ? item.discountOn(tx.today(), amount) : Money.zero(amount.currency()));
    }

    private static PaymentRun lock(Tx tx, UUID id, LongConsumer expect) {
        PaymentRun run = tx.lock(PaymentRun.class, id, FinanceError.RUN_NOT_FOUND);
        expect.accept(run.getVersion());
        return run;
    }

    private static Map<UUID, Payable> byId(Tx tx, PaymentRun run, boolean lock) {
        List<UUID> ids = run.lines().stream().map(PaymentRunLine::openItem).toList();
        return ids.isEmpty() ? new HashMap<>() : byId(Payable.of(tx, run.currency(), ids, lock));
    }

    private static Map<UUID, Payable> byId(List<Payable> items) {
        return items.stream().collect(Collectors.toMap(Payable::id, Function.identity()));
    }

    private static Payable item(Map<UUID, Payable> items, PaymentRunLine line) {
        Payable item = items.get(line.openItem());
        if (item == null) {
            throw new IllegalStateException("no payable " + line.openItem());
        }
        return item;
    }

    private static PaymentRunView view(Tx tx, PaymentRun run) {
        tx.flush();
        Map<UUID, Payable> items = byId(tx, run, false);
        Currency currency = run.currency();
        return run.view(
                run.lines().stream()
                        .map(
                                line -> {
                                    Payable item = item(items, line);
                                    return new PaymentRunView.Line(
                                            item.id(),
                                            item.supplier(),
                                            item.reference(),
                                            item.due(),
                                            line.amount(currency),
                                            line.discount(currency),
                                            line.payment());
                                })
                        .toList());
    }
}
