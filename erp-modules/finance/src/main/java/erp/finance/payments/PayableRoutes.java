package erp.finance.payments;

import static erp.finance.common.FinancePermission.PAYABLES_READ;
import static erp.finance.common.FinancePermission.PAYABLES_REVERSE;
import static erp.finance.common.FinancePermission.PAYABLES_WRITE;
import static erp.finance.common.FinancePermission.PAYABLES_WRITEOFF;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.ReversalView;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What suppliers are owed and what was paid and credited of it, over HTTP. Money goes out by
 * payment runs alone: who enters what is paid does not let it go.
 */
public final class PayableRoutes {
    static final String PAYMENTS = "/api/v1/finance/supplier-payments";
    private static final String PAYABLES_PATH = "/api/v1/finance/payables";

    private static final Listing<Item> PAYABLES =
            Listing.of(OpenItem.class)
                    .within("it.subledger = PAYABLE")
                    .equal("supplierId", "partyId", "owed to this supplier")
                    .equal("sourceId", "of this document")
                    .range("dueDate", "due")
                    .choice(
                            "state",
                            Item.State.class,
                            null,
                            Item.State::condition,
                            "still open, paid, or taken back")
                    .sort("due", "dueDate")
                    .asAll(Item.class, OpenItem::views);

    private static final Listing<SupplierPaymentView> LISTING =
            Listing.of(Payment.class)
                    .within("it.subledger = PAYABLE")
                    .equal("supplierId", "partyId", "of this supplier")
                    .equal("method", "settled so")
                    .range("paymentDate", "dated")
                    .asAll(SupplierPaymentView.class, PayableRoutes::views);

    private final Payments payments;
    private final PaymentReversals reversals;
    private final WriteOffs writeOffs;

    /** A part for one open item. */
    record SupplierAllocationOf(UUID openItemId, @Positive Money amount) {}

    /**
     * Allocations of what is unallocated of a credit.
     *
     * @param date when they take effect; today where it is left out
     */
    record SupplierAllocationsOf(
            @Nullable LocalDate date,
            @Size(min = 1, max = NewPayment.MOST_ALLOCATIONS)
                    List<SupplierAllocationOf> allocations) {}

    /**
     * What settled payables.
     *
     * @param unallocated what of a credit has settled nothing yet
     * @param reversal null where it stands
     */
    record SupplierPaymentView(
            UUID id,
            UUID supplierId,
            PaymentMethod method,
            LocalDate date,
            String reference,
            Money amount,
            Money unallocated,
            List<PaymentRoutes.AllocationView> allocations,
            @Nullable ReversalView reversal,
            long version)
            implements Versioned {}

    public PayableRoutes(Payments payments, PaymentReversals reversals, WriteOffs writeOffs) {
        this.payments = payments;
        this.reversals = reversals;
        this.writeOffs = writeOffs;
    }

    public List<Endpoint<?>> endpoints() {
        var side =
                new PaymentSide<>(
                        Subledger.PAYABLE,
                        PAYMENTS,
                        SupplierPaymentView.class,
                        PayableRoutes::view);
        var back = new PaymentReversalRoutes<>(reversals, side, PAYABLES_REVERSE);
        var off = new WriteOffRoutes<>(writeOffs, side, PAYABLES_WRITEOFF);
        return Stream.of(
                        reads(),
                        writes(),
                        back.endpoints("SupplierPayment"),
                        List.of(
                                off.endpoint(
                                        PAYABLES_PATH,
                                        "writeOffPayable",
                                        "Writes off what a supplier is owed")))
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(
                                PAYABLES_PATH,
                                "listPayables",
                                "What suppliers are or were owed, newest first")
                        .permission(PAYABLES_READ)
                        .list(PAYABLES),
                Endpoint.get(
                                PAYMENTS,
                                "listSupplierPayments",
                                "Payments to suppliers, their credits, and discounts, newest first")
                        .permission(PAYABLES_READ)
                        .list(LISTING),
                Endpoint.get(PAYMENTS + "/{id}", "getSupplierPayment", "What settled payables")
                        .permission(PAYABLES_READ)
                        .answers(SupplierPaymentView.class)
                        .problems(FinanceError.PAYMENT_NOT_FOUND)
                        .read((tx, call) -> reply(tx, call.id())),
                Endpoint.get(
                                PAYMENTS + "/{id}/history",
                                "getSupplierPaymentHistory",
                                "Who posted and allocated it, newest first")
                        .permission(PAYABLES_READ)
                        .problems(FinanceError.PAYMENT_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                Payments.PAYMENT, payable(tx, call.id()).getId())));
    }

    private List<Endpoint<?>> writes() {
        return List.of(
                Endpoint.post(
                                PAYMENTS + "/{id}/allocate",
                                "allocateSupplierCredit",
                                "Settles payables out of a credit")
                        .body(SupplierAllocationsOf.class)
                        .permission(PAYABLES_WRITE)
                        .keyRequired()
                        .answers(SupplierPaymentView.class)
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

    private Reply allocate(Tx tx, Call<SupplierAllocationsOf> call) {
        SupplierAllocationsOf asked = call.body();
        call.expectVersion(PaymentReads.lock(tx, call.id(), Subledger.PAYABLE).getVersion());
        List<NewPayment.Allocation> allocations =
                asked.allocations().stream()
                        .map(
                                it ->
                                        new NewPayment.Allocation(
                                                new NewPayment.ItemRef.Id(it.openItemId()),
                                                it.amount()))
                        .toList();
        return PeriodRefusal.get(
                () -> {
                    payments.allocate(tx, call.id(), asked.date(), allocations);
                    return reply(tx, call.id());
                });
    }

    private static Reply reply(Tx tx, UUID id) {
        return Reply.ok(view(tx, id));
    }

    private static SupplierPaymentView view(Tx tx, UUID id) {
        return views(tx, List.of(payable(tx, id))).getFirst();
    }

    private static Payment payable(Tx tx, UUID id) {
        return PaymentReads.require(tx, id, Subledger.PAYABLE);
    }

    private static List<SupplierPaymentView> views(Tx tx, List<Payment> payments) {
        return PaymentReads.views(tx, payments, PayableRoutes::view);
    }

    private static SupplierPaymentView view(PaymentReads.Read read) {
        Payment payment = read.payment();
        return new SupplierPaymentView(
                payment.getId(),
                payment.getPartyId(),
                payment.getMethod(),
                payment.getPaymentDate(),
                payment.getReference(),
                payment.amount(),
                payment.unallocated(),
                PaymentRoutes.AllocationView.of(read.allocations()),
                read.reversal(),
                payment.getVersion());
    }
}
