package erp.finance.opening;

import static erp.finance.common.FinancePermission.OPENING_READ;
import static erp.finance.common.FinancePermission.OPENING_WRITE;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.common.FinanceError;
import erp.finance.payments.NewItem;
import erp.finance.payments.NewPayment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The opening run over HTTP, part by part, so that each fits into one request. */
public final class OpeningRoutes {
    private static final String OPENING = "/api/v1/finance/opening";
    private static final int ITEMS = 5000;
    private static final int PREPAYMENTS = 1000;

    private final Openings openings;

    /**
     * An invoice that a customer has not paid, or what is left of it.
     *
     * @param reference the old invoice's number
     * @param date the old invoice's, not after the opening's date
     * @param amount what is still open
     */
    record Receivable(
            UUID customerId,
            @NotBlank @Size(max = NewItem.LONGEST_REFERENCE) String reference,
            LocalDate date,
            LocalDate dueDate,
            @Positive Money amount) {}

    /** All invoices that customers have not paid; what was there before is replaced. */
    record Receivables(@Size(max = ITEMS) List<Receivable> lines) {}

    /** A supplier's invoice that is not paid; the fields are as those of a receivable. */
    record Payable(
            UUID supplierId,
            @NotBlank @Size(max = NewItem.LONGEST_REFERENCE) String reference,
            LocalDate date,
            LocalDate dueDate,
            @Positive Money amount) {}

    /** All suppliers' invoices that are not paid; what was there before is replaced. */
    record Payables(@Size(max = ITEMS) List<Payable> lines) {}

    /**
     * Money of a customer that no invoice has used yet: paid in advance, paid twice, or a credit
     * note.
     *
     * @param date when it came in, not after the opening's date
     */
    record Prepayment(
            UUID customerId,
            @NotBlank @Size(max = NewPayment.LONGEST_REFERENCE) String reference,
            LocalDate date,
            @Positive Money amount) {}

    /** All money of customers that is unused; what was there before is replaced. */
    record Prepayments(@Size(max = PREPAYMENTS) List<Prepayment> lines) {}

    public OpeningRoutes(Openings openings) {
        this.openings = openings;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>(whole());
        all.addAll(items());
        return all;
    }

    private List<Endpoint<?>> whole() {
        return List.of(
                Endpoint.get(OPENING, "getOpening", "The opening run and whether it balances")
                        .permission(OPENING_READ)
                        .answers(OpeningView.class)
                        .read((tx, _) -> reply(openings.view(tx))),
                putting("", "putOpening", "Starts the opening run, or replaces date and balances")
                        .body(OpeningBalances.class)
                        .problems(CoreError.FUTURE_DATE)
                        .write(
                                (tx, call) ->
                                        reply(openings.put(tx, call.body(), call::expectVersion))),
                closing());
    }

    private List<Endpoint<?>> items() {
        return List.of(
                getting(
                                "/receivables",
                                "getOpeningReceivables",
                                "What customers owe, as it was put")
                        .answers(Receivables.class)
                        .read((tx, _) -> lines(tx, new Receivables(receivables(tx)))),
                putting("/receivables", "putOpeningReceivables", "Replaces what customers owe")
                        .body(Receivables.class)
                        .write(this::putReceivables),
                getting("/payables", "getOpeningPayables", "What suppliers are owed, as it was put")
                        .answers(Payables.class)
                        .read((tx, _) -> lines(tx, new Payables(payables(tx)))),
                putting("/payables", "putOpeningPayables", "Replaces what suppliers are owed")
                        .body(Payables.class)
                        .write(this::putPayables),
                getting("/prepayments", "getOpeningPrepayments", "Customers' money, as it was put")
                        .answers(Prepayments.class)
                        .read((tx, _) -> lines(tx, new Prepayments(prepayments(tx)))),
                putting("/prepayments", "putOpeningPrepayments", "Replaces customers' money")
                        .body(Prepayments.class)
                        .write(this::putPrepayments));
    }

    private static EndpointDraft<Void> getting(String part, String id, String summary) {
        return Endpoint.get(OPENING + part, id, summary + " into the opening run")
                .permission(OPENING_READ);
    }

    private static EndpointDraft<Void> putting(String part, String id, String summary) {
        return Endpoint.put(OPENING + part, id, summary + (part.isEmpty() ? "" : " at the opening"))
                .permission(OPENING_WRITE)
                .versionNeeded()
                .answers(OpeningView.class)
                .problems(
                        FinanceError.OPENING_NOT_STARTED,
                        FinanceError.OPENING_CLOSED,
                        FinanceError.INVALID_OPENING);
    }

    private Endpoint<?> closing() {
        return Endpoint.post(
                        OPENING + "/close",
                        "closeOpening",
                        "Posts the opening, which must balance, and freezes it")
                .permission(OPENING_WRITE)
                .keyRequired()
                .answers(OpeningView.class)
                .problems(
                        FinanceError.OPENING_NOT_STARTED,
                        FinanceError.OPENING_CLOSED,
                        FinanceError.OPENING_UNBALANCED,
                        FinanceError.OPENING_AFTER_POSTING,
                        FinanceError.INVALID_OPENING,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED,
                        FinanceError.NO_ACCOUNT_OF_ROLE)
                .write((tx, call) -> reply(openings.close(tx, call::expectVersion)));
    }

    private Reply putReceivables(Tx tx, Call<Receivables> call) {
        List<OpeningItems.Line> lines =
                call.body().lines().stream()
                        .map(
                                it ->
                                        new OpeningItems.Line(
                                                it.customerId(),
                                                it.reference(),
                                                it.date(),
                                                it.dueDate(),
                                                it.amount()))
                        .toList();
        return put(tx, call, new OpeningItems(OpeningKind.RECEIVABLE, "customerId", lines));
    }

    private Reply putPayables(Tx tx, Call<Payables> call) {
        List<OpeningItems.Line> lines =
                call.body().lines().stream()
                        .map(
                                it ->
                                        new OpeningItems.Line(
                                                it.supplierId(),
                                                it.reference(),
                                                it.date(),
                                                it.dueDate(),
                                                it.amount()))
                        .toList();
        return put(tx, call, new OpeningItems(OpeningKind.PAYABLE, "supplierId", lines));
    }

    private Reply putPrepayments(Tx tx, Call<Prepayments> call) {
        List<OpeningItems.Line> lines =
                call.body().lines().stream()
                        .map(
                                it ->
                                        new OpeningItems.Line(
                                                it.customerId(),
                                                it.reference(),
                                                it.date(),
                                                null,
                                                it.amount()))
                        .toList();
        return put(tx, call, new OpeningItems(OpeningKind.PREPAYMENT, "customerId", lines));
    }

    private Reply put(Tx tx, Call<?> call, OpeningItems items) {
        return reply(openings.put(tx, items, call::expectVersion));
    }

    private List<Receivable> receivables(Tx tx) {
        return items(tx, OpeningKind.RECEIVABLE).stream()
                .map(
                        it ->
                                new Receivable(
                                        it.party(),
                                        it.reference(),
                                        it.date(),
                                        it.requireDueDate(),
                                        it.amount()))
                .toList();
    }

    private List<Payable> payables(Tx tx) {
        return items(tx, OpeningKind.PAYABLE).stream()
                .map(
                        it ->
                                new Payable(
                                        it.party(),
                                        it.reference(),
                                        it.date(),
                                        it.requireDueDate(),
                                        it.amount()))
                .toList();
    }

    private List<Prepayment> prepayments(Tx tx) {
        return items(tx, OpeningKind.PREPAYMENT).stream()
                .map(it -> new Prepayment(it.party(), it.reference(), it.date(), it.amount()))
                .toList();
    }

    private List<OpeningItems.Line> items(Tx tx, OpeningKind kind) {
        return openings.lines(tx, kind).stream()
                .map(line -> line.toItem(tx.company().currency()))
                .toList();
    }

    private Reply lines(Tx tx, Object part) {
        return Reply.ok(part).etag(openings.version(tx));
    }

    private static Reply reply(OpeningView opening) {
        return Reply.ok(opening).etag(opening.version());
    }
}
