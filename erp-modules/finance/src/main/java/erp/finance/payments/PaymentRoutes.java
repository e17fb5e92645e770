package erp.finance.payments;

import static erp.finance.common.FinancePermission.PAYMENTS_READ;
import static erp.finance.common.FinancePermission.PAYMENTS_REVERSE;
import static erp.finance.common.FinancePermission.PAYMENTS_WRITE;
import static erp.finance.common.FinancePermission.RECEIVABLES_READ;
import static erp.finance.common.FinancePermission.RECEIVABLES_WRITEOFF;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.ReversalView;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Open items and payments over HTTP. */
public final class PaymentRoutes {
    static final String PAYMENTS = "/api/v1/finance/payments";
    private static final String OPEN_ITEMS_PATH = "/api/v1/finance/open-items";
    private static final String INVOICE = "sales.invoice";

    private static final Listing<Item> OPEN_ITEMS =
            Listing.of(OpenItem.class)
                    .choice(
                            "kind",
                            Item.Kind.class,
                            Item.Kind.RECEIVABLE,
                            kind -> "it.subledger = " + kind.subledger(),
                            "RECEIVABLE where left out")
                    .equal("customerId", "partyId", "owed by this customer")
                    .filter(
                            "invoiceId",
                            UUID.class,
                            "sourceType = '" + INVOICE + "' and sourceId = :invoiceId",
                            "of this invoice")
                    .choice(
                            "state",
                            Item.State.class,
                            null,
                            Item.State::condition,
                            "still open, paid, or taken back")
                    .asAll(Item.class, OpenItem::views);

    /** Customers' alone: what went out to suppliers is not shown here. */
    private static final Listing<PaymentView> RECEIVED =
            Listing.of(Payment.class)
                    .within("it.subledger = RECEIVABLE")
                    .equal("customerId", "partyId", "of this customer")
                    .equal("method", "settled so")
                    .range("paymentDate", "dated")
                    .asAll(PaymentView.class, PaymentRoutes::views);

    private final Payments payments;
    private final PaymentReversals reversals;
    private final WriteOffs writeOffs;

    /** A part for one open item: name either the item or the invoice. */
    record AllocationOf(
            @Nullable UUID openItemId, @Nullable UUID invoiceId, @Positive Money amount) {}

    /**
     * A payment to be posted.
     *
     * @param amount what it is worth to the customer, the bank's fee included
     * @param fee what the bank kept of it
     * @param payer who paid, where it was not the customer
     * @param date today where it is left out
     */
    record PaymentOf(
            UUID customerId,
            @Positive Money amount,
            @Positive @Nullable Money fee,
            @NotBlank @Size(max = NewPayment.LONGEST_PAYER) @Nullable String payer,
            @Nullable LocalDate date,
            @Size(max = NewPayment.LONGEST_REFERENCE) @Nullable String reference,
            @Size(max = NewPayment.MOST_ALLOCATIONS) @Nullable List<AllocationOf> allocations) {}

    /**
     * Allocations of what is unallocated.
     *
     * @param date when they take effect; today where it is left out
     */
    record AllocationsOf(
            @Nullable LocalDate date,
            @Size(min = 1, max = NewPayment.MOST_ALLOCATIONS) List<AllocationOf> allocations) {}

    /**
     * A part of a payment that paid an open item.
     *
     * @param takenBackOn from which day on it pays it no more; null where it does
     */
    record AllocationView(
            UUID id,
            UUID openItemId,
            LocalDate date,
            Money amount,
            @Nullable LocalDate takenBackOn) {
        static List<AllocationView> of(List<PaymentAllocation> rows) {
            Map<UUID, LocalDate> back = new HashMap<>();
            for (PaymentAllocation row : rows) {
                if (row.getReversesId() != null) {
                    back.put(row.getReversesId(), row.getAllocationDate());
                }
            }
            return rows.stream()
                    .filter(it -> it.getReversesId() == null)
                    .map(
                            it ->
                                    new AllocationView(
                                            it.getId(),
                                            it.getOpenItemId(),
                                            it.getAllocationDate(),
                                            it.amount(),
                                            back.get(it.getId())))
                    .toList();
        }
    }

    /**
     * A payment; {@code unallocated} is the customer's to be allocated later.
     *
     * @param method DISCOUNT where it was written off
     * @param fee what the bank kept of the amount
     * @param payer who paid, where it was not the customer
     * @param reversal null where it stands
     */
    record PaymentView(
            UUID id,
            UUID customerId,
            PaymentMethod method,
            LocalDate date,
            String reference,
            @Nullable String payer,
            Money amount,
            @Nullable Money fee,
            Money unallocated,
            List<AllocationView> allocations,
            @Nullable ReversalView reversal,
            long version)
            implements Versioned {}

    public PaymentRoutes(Payments payments, PaymentReversals reversals, WriteOffs writeOffs) {
        this.payments = payments;
        this.reversals = reversals;
        this.writeOffs = writeOffs;
    }

    public List<Endpoint<?>> endpoints() {
        var side =
                new PaymentSide<>(
                        Subledger.RECEIVABLE, PAYMENTS, PaymentView.class, PaymentRoutes::view);
        var back = new PaymentReversalRoutes<>(reversals, side, PAYMENTS_REVERSE);
        var off = new WriteOffRoutes<>(writeOffs, side, RECEIVABLES_WRITEOFF);
        return Stream.of(
                        reads(),
                        writes(),
                        back.endpoints("Payment"),
                        List.of(
                                off.endpoint(
                                        OPEN_ITEMS_PATH,
                                        "writeOffReceivable",
                                        "Writes off what a customer owes")))
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(
                                OPEN_ITEMS_PATH,
                                "listOpenItems",
                                "What customers owe or owed, newest first")
                        .permission(RECEIVABLES_READ)
                        .list(OPEN_ITEMS),
                Endpoint.get(PAYMENTS, "listPayments", "Payments, newest first")
                        .permission(PAYMENTS_READ)
                        .list(RECEIVED),
                Endpoint.get(PAYMENTS + "/{id}", "getPayment", "A payment")
                        .permission(PAYMENTS_READ)
                        .answers(PaymentView.class)
                        .problems(FinanceError.PAYMENT_NOT_FOUND)
                        .read((tx, call) -> reply(tx, call.id())));
    }

    private List<Endpoint<?>> writes() {
        return List.of(
                Endpoint.post(PAYMENTS, "postPayment", "Posts a payment and allocates it")
                        .body(PaymentOf.class)
                        .permission(PAYMENTS_WRITE)
                        .keyRequired()
                        .creates(PaymentView.class)
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.INVALID_PAYMENT,
                                FinanceError.OPEN_ITEM_NOT_FOUND,
                                FinanceError.OVER_ALLOCATION,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED,
                                FinanceError.NO_ACCOUNT_OF_ROLE)
                        .write(this::post),
                Endpoint.post(
                                PAYMENTS + "/{id}/allocate",
                                "allocatePayment",
                                "Allocates what is unallocated of a payment")
                        .body(AllocationsOf.class)
                        .permission(PAYMENTS_WRITE)
                        .keyRequired()
                        .answers(PaymentView.class)
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.PAYMENT_NOT_FOUND,
                                FinanceError.INVALID_PAYMENT,
                                FinanceError.OPEN_ITEM_NOT_FOUND,
                                FinanceError.OVER_ALLOCATION,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::allocate));
    }

    private Reply post(Tx tx, Call<PaymentOf> call) {
        PaymentOf asked = call.body();
        var payment =
                new NewPayment(
                        Subledger.RECEIVABLE,
                        asked.customerId(),
                        asked.amount(),
                        Objects.requireNonNullElse(asked.date(), tx.today()),
                        Objects.requireNonNullElse(asked.reference(), ""),
                        allocations(Objects.requireNonNullElse(asked.allocations(), List.of())),
                        asked.fee(),
                        asked.payer());
        Payments.Posted posted = PeriodRefusal.get(() -> payments.posted(tx, payment));
        return Reply.createdIn(PAYMENTS, view(posted));
    }

    private Reply allocate(Tx tx, Call<AllocationsOf> call) {
        AllocationsOf asked = call.body();
        List<NewPayment.Allocation> allocations = allocations(asked.allocations());
        call.expectVersion(PaymentReads.lock(tx, call.id(), Subledger.RECEIVABLE).getVersion());
        return PeriodRefusal.get(
                () -> {
                    payments.allocate(tx, call.id(), asked.date(), allocations);
                    return reply(tx, call.id());
                });
    }

    private static List<NewPayment.Allocation> allocations(List<AllocationOf> asked) {
        List<NewPayment.Allocation> allocations = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            allocations.add(
                    new NewPayment.Allocation(item(asked.get(i), i), asked.get(i).amount()));
        }
        return allocations;
    }

    private static NewPayment.ItemRef item(AllocationOf asked, int index) {
        UUID openItem = asked.openItemId();
        UUID invoice = asked.invoiceId();
        if (openItem != null && invoice == null) {
            return new NewPayment.ItemRef.Id(openItem);
        } else if (invoice != null && openItem == null) {
            return new NewPayment.ItemRef.Document(INVOICE, invoice);
        }
        throw ErpException.field(
                FinanceError.INVALID_PAYMENT,
                "/allocations/" + index,
                "item",
                "must name either openItemId or invoiceId");
    }

    private static Reply reply(Tx tx, UUID id) {
        return Reply.ok(view(tx, id));
    }

    private static PaymentView view(Tx tx, UUID id) {
        return views(tx, List.of(received(tx, id))).getFirst();
    }

    /** A customer's payment: what went out to suppliers is none. */
    private static Payment received(Tx tx, UUID id) {
        return PaymentReads.require(tx, id, Subledger.RECEIVABLE);
    }

    private static PaymentView view(Payments.Posted posted) {
        return view(new PaymentReads.Read(posted.payment(), posted.allocations(), null));
    }

    private static List<PaymentView> views(Tx tx, List<Payment> payments) {
        return PaymentReads.views(tx, payments, PaymentRoutes::view);
    }

    private static PaymentView view(PaymentReads.Read read) {
        Payment payment = read.payment();
        return new PaymentView(
                payment.getId(),
                payment.getPartyId(),
                payment.getMethod(),
                payment.getPaymentDate(),
                payment.getReference(),
                payment.getPayer(),
                payment.amount(),
                payment.fee(),
                payment.unallocated(),
                AllocationView.of(read.allocations()),
                read.reversal(),
                payment.getVersion());
    }
}
