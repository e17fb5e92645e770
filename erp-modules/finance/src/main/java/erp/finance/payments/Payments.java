package erp.finance.payments;

import erp.core.ErpException;
import erp.core.Event;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.events.EmployeeCredited;
import erp.finance.events.EmployeePaid;
import erp.finance.events.PaymentPosted;
import erp.finance.events.SupplierCredited;
import erp.finance.events.SupplierPaid;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Ledger;
import erp.finance.ledger.LedgerQueries_;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.Allocations.Found;
import erp.finance.payments.Allocations.Paid;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Money that comes in or goes out, and which open items it pays. */
public final class Payments {
    public static final String PAYMENT = "finance.payment";
    public static final String RECEIPT = "receipt";
    static final String ALLOCATION = "finance.allocation";
    private static final String DISBURSEMENT = "disbursement";
    private static final String CREDIT = "credit";

    private static final Line.Target BANK = new Line.Target.Role(AccountRole.BANK);
    private static final Line.Target BANK_FEES = new Line.Target.Role(AccountRole.BANK_FEES);

    private final Ledger ledger;

    /** A payment that was posted, and what it paid. */
    record Posted(Payment payment, List<PaymentAllocation> allocations) {}

    /**
     * What a payment is posted as.
     *
     * @param against the other side of its entry
     */
    private record How(UUID id, PaymentMethod method, String text, List<Line> against) {}

    public Payments(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Posts a payment and answers its id: bank against receivables or payables for what is
     * allocated to items that are owed by then, a customer's rest against unallocated cash. What is
     * allocated to later items leaves unallocated cash on their days. What goes out pays items that
     * are owed by then and nothing else. Publishes {@link PaymentPosted}, {@link SupplierPaid} or
     * {@link EmployeePaid}. Throws FUTURE_DATE, INVALID_PAYMENT, OPEN_ITEM_NOT_FOUND,
     * OVER_ALLOCATION and what {@link Ledger#post} throws.
     */
    public UUID post(Tx tx, NewPayment payment) {
        return posted(tx, payment).payment().getId();
    }

    /**
     * Posts what settles items without money: the accounts it comes from against payables for what
     * is allocated to items that are owed by then, the rest against supplier credits. It is
     * allocated like a payment. Publishes {@link SupplierCredited} or {@link EmployeeCredited}.
     * Throws what {@link #post} throws.
     */
    public UUID credit(Tx tx, NewCredit credit) {
        var how = new How(credit.id(), credit.method(), credit.text(), credit.against());
        NewPayment payment = credit.payment();
        check(tx, payment);
        return posted(tx, payment, how).payment().getId();
    }

    Posted posted(Tx tx, NewPayment payment) {
        check(tx, payment);
        return posted(
                tx,
                payment,
                new How(tx.newId(), PaymentMethod.BANK, "Payment", throughBank(payment)));
    }

    /** What came to the bank, and what the bank kept. */
    private static List<Line> throughBank(NewPayment payment) {
        Side side = payment.subledger().side();
        Money fee = payment.fee();
        if (fee == null) {
            return List.of(Line.on(side, BANK, payment.amount()));
        }
        return List.of(
                Line.on(side, BANK, payment.amount().minus(fee)), Line.on(side, BANK_FEES, fee));
    }

    private static void checkFee(Money amount, Money fee) {
        if (!fee.isPositive() || fee.compareTo(amount) >= 0) {
            throw invalid("/fee", "range", "must be above zero and less than the amount");
        }
    }

    private Posted posted(Tx tx, NewPayment payment, How how) {
        LocalDate date = tx.documentDate(payment.date(), "/date");
        Money amount = payment.amount();
        Money rest = amount.minus(Allocations.check(amount, payment.allocations()));
        Subledger subledger = payment.subledger();
        Payment posted = tx.add(new Payment(how.id(), how.method(), payment, rest, tx.now()));
        List<Found> found = Allocations.find(tx, posted, payment.allocations());
        if (!subledger.isPrepaid() && how.method() == PaymentMethod.BANK) {
            checkNoAdvance(date, rest, found);
        }
        List<Paid> paid = Allocations.pay(tx, posted, date, found);
        tx.publish(told(posted, amount, paid));
        SortedMap<LocalDate, Money> parts = Paid.byDate(paid);
        Money owed = parts.remove(date);
        Money credit = owed == null ? amount : amount.minus(owed);
        List<Line> lines = new ArrayList<>(how.against());
        if (owed != null) {
            lines.add(subledger.settled(owed, payment.party()));
        }
        if (credit.isPositive()) {
            lines.add(subledger.advanced(credit, payment.party()));
        }
        ledger.post(tx, entry(source(posted), date, how.text(), lines));
        settle(tx, posted, parts);
        tx.record(
                PAYMENT,
                posted.getId(),
                0,
                "post",
                Map.of("amount", amount, "allocations", Paid.summary(paid)));
        tx.posted("finance", how.method() == PaymentMethod.BANK ? "payment" : "credit", amount);
        return new Posted(posted, paid.stream().map(Paid::allocation).toList());
    }

    /** Allocates as of today; answers the id of each allocation by its open item's. */
    public Map<UUID, UUID> allocate(Tx tx, UUID payment, List<NewPayment.Allocation> allocations) {
        return allocate(tx, payment, null, allocations).stream()
                .collect(Collectors.toMap(it -> it.item().id(), it -> it.allocation().getId()));
    }

    /**
     * Allocates what is unallocated of a payment. Publishes what {@link #post} does. Throws
     * PAYMENT_NOT_FOUND, FUTURE_DATE, INVALID_PAYMENT, OVER_ALLOCATION, OPEN_ITEM_NOT_FOUND and
     * what {@link Ledger#post} throws.
     *
     * @param asked the day on which it takes effect, not before the payment and its items; today
     *     where absent
     */
    List<Paid> allocate(
            Tx tx,
            UUID payment,
            @Nullable LocalDate asked,
            List<NewPayment.Allocation> allocations) {
        LocalDate date = tx.documentDate(asked, "/date");
        Payment paying = tx.lock(Payment.class, payment, FinanceError.PAYMENT_NOT_FOUND);
        if (allocations.isEmpty()) {
            throw invalid("/allocations", "size", "must have at least one element");
        }
        paying.allocate(Allocations.check(paying.amount(), allocations));
        List<Found> found = Allocations.find(tx, paying, allocations);
        LocalDate came = inLedgerFrom(tx, paying);
        if (asked != null) {
            checkOrder(date, came, found);
        }
        List<Paid> paid = Allocations.pay(tx, paying, came.isAfter(date) ? came : date, found);
        Money none = Money.zero(paying.amount().currency());
        tx.publish(told(paying, none, paid));
        settle(tx, paying, Paid.byDate(paid));
        tx.changed(PAYMENT, paying, "allocate", Map.of("allocations", Paid.summary(paid)));
        return paid;
    }

    /**
     * Moves what was paid in advance to what is owed, on each day; days are locked in their order.
     */
    private void settle(Tx tx, Payment payment, SortedMap<LocalDate, Money> parts) {
        Subledger subledger = payment.getSubledger();
        UUID party = payment.getPartyId();
        parts.forEach(
                (date, sum) ->
                        ledger.post(
                                tx,
                                entry(
                                        new Source(ALLOCATION, tx.newId(), "allocate"),
                                        date,
                                        allocationText(payment.getId()),
                                        List.of(
                                                subledger.used(sum, party),
                                                subledger.settled(sum, party)))));
    }

    /** What an allocation's entry says; it is known by this alone. */
    static String allocationText(UUID payment) {
        return "Allocation of payment " + payment;
    }

    /** What the entry says that takes one back. */
    static String unallocationText(UUID payment) {
        return "Allocation of payment " + payment + " taken back";
    }

    private static Event told(Payment payment, Money amount, List<Paid> paid) {
        UUID id = payment.getId();
        UUID party = payment.getPartyId();
        return switch (payment.getSubledger()) {
            case RECEIVABLE ->
                    new PaymentPosted(
                            id,
                            party,
                            payment.getMethod() == PaymentMethod.BANK
                                    ? amount
                                    : Money.zero(amount.currency()),
                            Paid.told(paid));
            case PAYABLE ->
                    payment.getMethod() == PaymentMethod.BANK
                            ? new SupplierPaid(id, party, amount, Paid.told(paid))
                            : new SupplierCredited(id, party, amount, Paid.told(paid));
            case EMPLOYEE ->
                    payment.getMethod() == PaymentMethod.BANK
                            ? new EmployeePaid(id, party, amount, Paid.told(paid))
                            : new EmployeeCredited(id, party, amount, Paid.told(paid));
        };
    }

    private static Source source(Payment payment) {
        return new Source(
                PAYMENT,
                payment.getId(),
                switch (payment.getMethod()) {
                    case CREDIT, DISCOUNT -> CREDIT;
                    case BANK ->
                            switch (payment.getSubledger()) {
                                case RECEIVABLE -> RECEIPT;
                                case PAYABLE, EMPLOYEE -> DISBURSEMENT;
                            };
                });
    }

    private static void check(Tx tx, NewPayment payment) {
        if (!payment.amount().isPositive()) {
            throw invalid("/amount", "positive", "must be above zero");
        }
        if (payment.reference().length() > NewPayment.LONGEST_REFERENCE) {
            throw invalid(
                    "/reference",
                    "size",
                    "must have at most " + NewPayment.LONGEST_REFERENCE + " characters");
        }
        Violations wrong = new Violations();
        tx.company().checkCurrency(payment.amount().currency(), "/amount/currency", wrong);
        Money fee = payment.fee();
        if (fee != null) {
            tx.company().checkCurrency(fee.currency(), "/fee/currency", wrong);
        }
        wrong.refuse(FinanceError.INVALID_PAYMENT);
        if (fee != null) {
            checkFee(payment.amount(), fee);
        }
    }

    /** A payment that an opening run took over is the customer's credit from the opening on. */
    private static LocalDate inLedgerFrom(Tx tx, Payment payment) {
        LocalDate came =
                new LedgerQueries_(tx.session())
                        .entryDateOf(PAYMENT, payment.getId(), source(payment).posting());
        LocalDate freed = new PaymentQueries_(tx.session()).lastTakenBack(payment.getId());
        return freed != null && freed.isAfter(came) ? freed : came;
    }

    private static void checkNoAdvance(LocalDate date, Money rest, List<Found> found) {
        if (rest.isPositive()) {
            throw invalid(
                    "/allocations",
                    "sum",
                    "leave " + rest + " of the payment; nobody is paid more than what is owed");
        }
        checkOrder(date, date, found);
    }

    private static void checkOrder(LocalDate date, LocalDate came, List<Found> found) {
        if (date.isBefore(came)) {
            throw invalid("/date", "order", "must not be before the payment, " + came);
        }
        for (Found one : found) {
            if (date.isBefore(one.item().owedFrom())) {
                throw invalid(
                        "/date",
                        "order",
                        "must not be before %s, when what /allocations/%d pays was owed first"
                                .formatted(one.item().owedFrom(), one.index()));
            }
        }
    }

    private static Entry entry(Source source, LocalDate date, String text, List<Line> lines) {
        return new Entry(Book.BANK, source, date, text, lines);
    }

    private static ErpException invalid(String at, String rule, String message) {
        return ErpException.field(FinanceError.INVALID_PAYMENT, at, rule, message);
    }
}
