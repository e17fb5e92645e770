package erp.sales.quotations;

import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.inventory.common.InventoryError;
import erp.sales.common.SalesError;
import erp.sales.common.SalesPermission;

import java.util.List;
import java.util.stream.Stream;

/** Quotations over HTTP. */
public final class QuotationRoutes {
    private static final String PATH = "/api/v1/sales/quotations";
    private static final Refusal NO_REASON = new Refusal(null);

    private static final Listing<QuotationSummary> LISTING =
            Listing.of(Quotation.class)
                    .select(
                            QuotationSummary.class,
                            "id, number, customerId, warehouseId, state, quotationDate, validUntil,"
                                    + " total, currency, orderId, version")
                    .equal("state", "only quotations in this state")
                    .equal("customerId", "only quotations to this customer")
                    .equal("orderId", "only the one that this order came of")
                    .range("quotationDate", "dated")
                    .sort("date", "quotationDate")
                    .sort("validUntil")
                    .as(QuotationSummary.class);

    private final Quotations quotations;

    public QuotationRoutes(Quotations quotations) {
        this.quotations = quotations;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Quotation", PATH, QuotationView.class)
                .permissions(SalesPermission.QUOTATIONS_READ, SalesPermission.QUOTATIONS_WRITE)
                .absent(SalesError.QUOTATION_NOT_FOUND)
                .list("Quotations, newest first", LISTING)
                .create(
                        "Drafts a quotation",
                        NewQuotation.class,
                        quotations::draft,
                        drafting(SalesError.QUOTATION_EXPIRED))
                .get("One quotation with its lines", quotations::view)
                .change(
                        "Replaces what a draft says; its number and history stay",
                        NewQuotation.class,
                        quotations::change,
                        drafting(SalesError.QUOTATION_STATE, SalesError.QUOTATION_EXPIRED))
                .history(Quotation.TYPE)
                .action(
                        "send",
                        "Says that the customer has it: prices and taxes are fixed",
                        quotations::send,
                        drafting(SalesError.QUOTATION_STATE, SalesError.QUOTATION_EXPIRED))
                .action(
                        "accept",
                        "Says that the customer wants what was sent, while it is valid",
                        quotations::accept,
                        SalesError.QUOTATION_STATE,
                        SalesError.QUOTATION_EXPIRED)
                .also(decline())
                .also(order())
                .endpoints();
    }

    /** What refuses a draft. */
    private static ErrorCode[] drafting(ErrorCode... more) {
        return Stream.concat(
                        Stream.of(more),
                        Stream.of(
                                SalesError.UNKNOWN_CUSTOMER,
                                SalesError.UNKNOWN_TAX_CODE,
                                SalesError.CURRENCY,
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM))
                .toArray(ErrorCode[]::new);
    }

    private Endpoint<?> decline() {
        return Endpoint.post(
                        PATH + "/{id}/decline",
                        "declineQuotation",
                        "Says that nothing comes of it, be it the customer's or one's own word")
                .optionalBody(Refusal.class)
                .permission(SalesPermission.QUOTATIONS_WRITE)
                .answers(QuotationView.class)
                .problems(
                        SalesError.QUOTATION_NOT_FOUND,
                        SalesError.QUOTATION_STATE,
                        SalesError.QUOTATION_ORDERED)
                .write(this::decline);
    }

    private Reply decline(Tx tx, Call<Refusal> call) {
        Refusal wanted = call.bodyOrNull();
        String reason = (wanted == null ? NO_REASON : wanted).reason();
        return Reply.ok(quotations.decline(tx, call.id(), reason, call::expectVersion));
    }

    private Endpoint<?> order() {
        return Endpoint.post(
                        PATH + "/{id}/order",
                        "orderQuotation",
                        "Drafts an order of what was sent or accepted, at the prices quoted; once,"
                                + " whoever asks how often, unless that order was cancelled")
                .permission(SalesPermission.ORDERS_WRITE)
                .keyRequired()
                .answers(QuotationView.class)
                .problems(SalesError.QUOTATION_NOT_FOUND)
                .problems(drafting(SalesError.QUOTATION_STATE, SalesError.QUOTATION_EXPIRED))
                .write(
                        (tx, call) ->
                                Reply.ok(quotations.order(tx, call.id(), call::expectVersion)));
    }
}
